'use client';

import { Notice } from '@/app/_components/ui/notice';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { Clock } from '../moment';
import { chosenJobs } from '../unconfirmed/chosen-rows';
import { DecisionBar } from '../unconfirmed/decision-bar';
import { nextWords } from '../unconfirmed/verification-words';

/** The site is asked, or a person says what became of a row that may have been submitted. */
export function ResolveButtons({ job }: { job: JobDetailJson }) {
  const nextAt = job.verification?.is_asking ? null : job.verification?.next_at;
  return (
    <Notice tone="warning" title="Was it done? Furrow cannot tell, so it did nothing more.">
      <p>
        Next: {nextWords(job)} {nextAt ? <Clock at={nextAt} /> : null}
      </p>
      <p>Or look in the target system for this row, then say what you found.</p>
      <div className="mt-2">
        <DecisionBar batchId={job.batch_id} chosen={chosenJobs([job])} onDecided={() => undefined} />
      </div>
    </Notice>
  );
}
