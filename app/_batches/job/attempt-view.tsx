'use client';

import { Notice } from '@/app/_components/ui/notice';
import type { AttemptJson, JobDetailJson } from '@/lib/domain/wire/job-detail';
import { durationText } from '../format';
import { Clock } from '../moment';
import { AttemptEvidence } from './attempt-evidence';
import { FailureNote } from './failure-note';
import { LiveRow } from './live-row';
import { PageErrors } from './page-errors';
import { StepList } from './step-list';

/** One execution of a row: why it ended as it did, what each step did, and what was kept of it. */
export function AttemptView({ attempt, job }: { attempt: AttemptJson; job: JobDetailJson }) {
  const artifacts = job.artifacts.filter((artifact) => artifact.attempt === attempt.attempt);
  return (
    <div className="grid grid-cols-1 gap-5">
      <p className="text-muted">
        <Clock at={attempt.started_at} />
        {attempt.duration_ms !== null && ` · took ${durationText(attempt.duration_ms)}`} · automation v
        {attempt.automation_version}
        {attempt.commit_started_at !== null && (
          <>
            {' '}
            · may have submitted from <Clock at={attempt.commit_started_at} /> on
          </>
        )}
        {attempt.round > 1 && ` · round ${attempt.round}`}
        {attempt.row_version > 0 && ` · row edited (version ${attempt.row_version})`}
      </p>
      {attempt.failure && <FailureNote attempt={attempt} />}
      {attempt.warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
      {attempt.state === 'running' ? (
        <LiveRow batchId={job.batch_id} rowIndex={job.row_index} />
      ) : (
        <StepList steps={attempt.steps} />
      )}
      <PageErrors errors={attempt.page_errors} />
      <AttemptEvidence attempt={attempt} artifacts={artifacts} />
    </div>
  );
}
