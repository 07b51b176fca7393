import Link from 'next/link';
import type { WorkerJson, WorkerRowJson } from '@/lib/domain/wire/worker';
import { stepText } from './worker-state';

/** What each slot of a worker does now: row, batch, step, since when. */
export function RunningRows({ worker }: { worker: WorkerJson }) {
  if (worker.rows.length === 0) return <span className="text-muted">{worker.is_live ? 'idle' : '—'}</span>;
  return (
    <ul className="flex flex-col gap-0.5">
      {worker.rows.map((row) => (
        <li
          key={`${row.batch_id}-${row.row_index}`}
          className="flex flex-wrap items-baseline gap-x-1.5 tabular-nums"
        >
          <RowName row={row} />
          <span className="min-w-0 truncate text-muted" title={row.batch_name}>
            of {row.batch_name}
          </span>
          <span className="text-muted text-xs">{stepText(row, worker.seen_at)}</span>
        </li>
      ))}
    </ul>
  );
}

/** A row that is only tried belongs to no batch that could be opened. */
function RowName({ row }: { row: WorkerRowJson }) {
  const number = (row.row_index + 1).toLocaleString('en-GB');
  if (row.is_try) return <span>Try of row {number}</span>;
  return (
    <Link
      href={`/batches/${row.batch_id}/rows/${row.row_index + 1}`}
      className="underline decoration-edge underline-offset-3 hover:decoration-ink"
    >
      Row {number}
    </Link>
  );
}
