'use client';

import { useState } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { keepFocus } from '@/app/_components/keep-focus';
import { rowStatus } from '@/app/_components/status';
import { RowStatusBadge } from '@/app/_components/status-badge';
import { Tabs } from '@/app/_components/ui/tabs';
import type { BatchJson } from '@/lib/domain/wire/batch';
import type { AttemptJson, JobDetailJson } from '@/lib/domain/wire/job-detail';
import { durationText } from '../format';
import { AttemptView } from './attempt-view';
import { EditRow } from './edit-row';
import { JobHistory } from './job-history';
import { JobRetryButton } from './job-retry-button';
import { ResolveButtons } from './resolve-buttons';
import { ValueList } from './value-list';

interface JobDetailProps {
  readonly job: JobDetailJson;
  readonly batch: BatchJson;
  /** One column, for the panel. */
  readonly isNarrow?: boolean;
}

/** Everything about one row: what went in, what came out, every attempt with its evidence, who changed what. */
export function JobDetail({ job, batch, isNarrow = false }: JobDetailProps) {
  const canWrite = useMay('write');
  return (
    <div ref={keepFocus} className="grid grid-cols-1 gap-5">
      <JobSummary job={job} batch={batch} />
      {job.status === 'unconfirmed' && canWrite && <ResolveButtons job={job} />}
      <div className={`grid gap-5 ${isNarrow ? '' : 'md:grid-cols-2 md:gap-8'}`}>
        <ValueList title="Input" names={job.headers} values={job.row_data} bindings={batch.bindings} />
        <ValueList
          title="Output"
          names={Object.keys(job.output ?? {})}
          values={job.output ?? {}}
          emptyText={noOutput(job)}
        />
      </div>
      <Attempts job={job} />
      <JobHistory events={job.history} />
    </div>
  );
}

function JobSummary({ job, batch }: Pick<JobDetailProps, 'job' | 'batch'>) {
  const canWrite = useMay('write');
  const facts = [
    batch.automation === null ? job.automation : null,
    job.duration_ms === null ? null : `took ${durationText(job.duration_ms)}`,
    job.attempts === 0 ? 'not tried yet' : `${job.attempts} ${job.attempts === 1 ? 'attempt' : 'attempts'}`,
    `line ${job.line_number.toLocaleString('en-GB')} of ${batch.csv_path}`,
  ].filter((fact) => fact !== null);
  return (
    <div data-focus-home className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <RowStatusBadge status={rowStatus(job.status, job.retry_at)} className="font-medium" />
      <p className="min-w-0 text-muted [overflow-wrap:anywhere]">{facts.join(' · ')}</p>
      {canWrite && (
        <span className="ml-auto flex flex-wrap gap-1.5">
          <EditRow job={job} batch={batch} />
          <JobRetryButton job={job} batch={batch} />
        </span>
      )}
    </div>
  );
}

function noOutput(job: JobDetailJson): string {
  if (job.status === 'completed') return 'This automation returns no values.';
  if (job.status === 'pending' || job.status === 'running') return 'Nothing yet.';
  return 'None: the row did not complete.';
}

function Attempts({ job }: { job: JobDetailJson }) {
  const newest = job.attempt_list.at(-1);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!newest) return null;
  const tabs = job.attempt_list.toReversed().map((attempt) => ({
    value: String(attempt.attempt),
    label: attemptName(attempt),
    content: <AttemptView attempt={attempt} job={job} />,
  }));
  return (
    <section aria-label="Attempts" className="min-w-0">
      <Tabs label="Attempts" tabs={tabs} value={chosen ?? String(newest.attempt)} onValueChange={setChosen} />
    </section>
  );
}

const STATE_WORDS: Readonly<Record<AttemptJson['state'], string>> = {
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  stopped: 'stopped',
  unconfirmed: 'unconfirmed',
  lost: 'worker lost',
  given_back: 'given back',
};

function attemptName(attempt: AttemptJson): string {
  const kind = attempt.kind === 'run' ? 'Attempt' : attempt.kind === 'verify' ? 'Check' : 'Try';
  return `${kind} ${attempt.attempt} · ${STATE_WORDS[attempt.state]}`;
}
