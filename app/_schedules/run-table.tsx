import Link from 'next/link';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
import type { ScheduleJson, ScheduleRunJson } from '@/lib/domain/wire/schedule';
import { RunReason, RunResult } from './run-result';
import { ZonedTime } from './zoned-time';

interface RunTableProps {
  readonly schedule: ScheduleJson;
  readonly runs: readonly ScheduleRunJson[];
  readonly nextCursor: string | null;
}

/** What became of the due times, the latest first. */
export function RunTable({ schedule, runs, nextCursor }: RunTableProps) {
  return (
    <div>
      <h2 className="mb-1 font-medium">Runs</h2>
      {runs.length === 0 ? (
        <p className="text-muted">It has not run yet.</p>
      ) : (
        <ListTable
          label="Runs"
          columns={[dueColumn(schedule), ...COLUMNS]}
          items={runs}
          keyOf={({ due_at }) => due_at}
        />
      )}
      {nextCursor === null ? null : (
        <Link
          href={`/schedules/${schedule.id}?cursor=${nextCursor}`}
          className="mt-3 inline-block hover:underline"
        >
          Earlier runs
        </Link>
      )}
    </div>
  );
}

function dueColumn({ time_zone: timeZone }: ScheduleJson): ListColumn<ScheduleRunJson> {
  return {
    head: 'Due',
    cell: ({ due_at }) => <ZonedTime at={due_at} timeZone={timeZone} />,
    className: 'whitespace-nowrap',
  };
}

const COLUMNS: readonly ListColumn<ScheduleRunJson>[] = [
  {
    head: 'Because',
    cell: ({ cause }) => (cause === 'person' ? 'run by hand' : 'it was time'),
    className: 'whitespace-nowrap text-muted',
  },
  { head: 'Result', cell: (run) => <RunResult run={run} /> },
  { head: 'Batch', cell: (run) => <RunBatch run={run} />, className: 'min-w-48' },
];

function RunBatch({ run }: { run: ScheduleRunJson }) {
  return (
    <>
      {run.batch ? (
        <Link href={`/batches/${run.batch.id}`} className="hover:underline">
          {run.batch.name}
        </Link>
      ) : null}
      <span className="block text-muted">
        <RunReason run={run} />
      </span>
    </>
  );
}
