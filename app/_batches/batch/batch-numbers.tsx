import Link from 'next/link';
import { automationInWords } from '@/lib/domain/automation-words';
import { endedJobs } from '@/lib/domain/job-state';
import { measuredRows } from '@/lib/domain/pace';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { DeletionNote } from '../deletion/deletion-note';
import { countText } from '../format';
import { Clock } from '../moment';
import { timeLeftText } from './time-left';

/** The one row of numbers by which people decide. */
export function BatchNumbers({ batch }: { batch: BatchJson }) {
  const { counts } = batch;
  if (batch.status === 'importing' || batch.status === 'failed') return <ImportNumbers batch={batch} />;
  const left = batch.excluded_rows + batch.empty_rows;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-muted [&>span:not(:last-child)]:after:ml-2 [&>span:not(:last-child)]:after:font-normal [&>span:not(:last-child)]:after:text-faint [&>span:not(:last-child)]:after:content-['·']">
      <span className="font-medium text-ink">
        {countText(endedJobs(counts))} of {countText(batch.total_jobs)}
      </span>
      <span>{countText(counts.completed)} completed</span>
      <span className={counts.failed > 0 ? 'font-medium text-failed' : ''}>
        {countText(counts.failed)} failed
      </span>
      {counts.unconfirmed > 0 && (
        <span className="font-medium text-unconfirmed">{countText(counts.unconfirmed)} unconfirmed</span>
      )}
      {counts.stopped > 0 && <span className="text-stopped">{countText(counts.stopped)} stopped</span>}
      <Pace batch={batch} />
      {left > 0 && (
        <span
          title={`${countText(batch.file_rows)} rows in the file: ${countText(batch.excluded_rows)} left out, ${countText(batch.empty_rows)} empty`}
        >
          {countText(left)} of the file left out
        </span>
      )}
      <span title={automationInWords(batch)}>{automationInWords(batch, 'short')}</span>
      <span>
        {batch.started_at ? (
          <>
            started <Clock at={batch.started_at} />
          </>
        ) : (
          <>
            created <Clock at={batch.created_at} />
          </>
        )}{' '}
        by {batch.owner}
        <FromSchedule batch={batch} />
      </span>
      <DeletionNote batch={batch} />
    </p>
  );
}

function Pace({ batch }: { batch: BatchJson }) {
  const { rows_per_minute: rate, seconds_left: seconds, finished_at: finishedAt, counts } = batch;
  return (
    <>
      {rate !== null && (
        <span title={finishedAt === null ? 'In the last five minutes of this run.' : 'In its last run.'}>
          {countText(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))} rows/min
        </span>
      )}
      {seconds !== null && rate !== null && (
        <span title="As fast as rows went in the last minutes; eight times of ten it ends within this range.">
          {timeLeftText(seconds, measuredRows(rate, endedJobs(counts)), counts.pending + counts.running)}
        </span>
      )}
      {finishedAt !== null && (
        <span>
          ended <Clock at={finishedAt} />
        </span>
      )}
    </>
  );
}

function ImportNumbers({ batch }: { batch: BatchJson }) {
  const { imported_rows: imported, file_rows: total } = batch;
  return (
    <p className="text-muted">
      {batch.status === 'importing' && (
        <span className="font-medium text-ink">
          Checking rows: {countText(imported)}
          {total > 0 && ` of ${countText(total)}`} ·{' '}
        </span>
      )}
      {batch.csv_path} · {automationInWords(batch, 'short')} · created <Clock at={batch.created_at} /> by{' '}
      {batch.owner}
      <FromSchedule batch={batch} />
    </p>
  );
}

function FromSchedule({ batch: { schedule } }: { batch: BatchJson }) {
  if (schedule === null) return null;
  return (
    <>
      {' '}
      from schedule{' '}
      <Link href={`/schedules/${schedule.id}`} className="rounded-sm text-ink hover:underline">
        {schedule.name}
      </Link>
    </>
  );
}
