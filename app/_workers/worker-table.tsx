'use client';

import Link from 'next/link';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/app/_components/ui/table';
import { RelativeTime } from '@/app/_components/ui/time';
import type { WorkerJson } from '@/lib/domain/wire/worker';
import { browserText, workerLook } from './worker-state';

export function WorkerTable({ workers }: { workers: readonly WorkerJson[] }) {
  return (
    <Table aria-label="Workers">
      <TableHeader>
        <TableRow>
          <TableHead>Host</TableHead>
          <TableHead>State</TableHead>
          <TableHead className="text-right">Slots</TableHead>
          <TableHead className="w-[30%] min-w-56">Doing</TableHead>
          <TableHead className="text-right">Memory</TableHead>
          <TableHead>Browser</TableHead>
          <TableHead>Version</TableHead>
          <TableHead>Started</TableHead>
          <TableHead>Seen</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {workers.map((worker) => (
          <WorkerRow key={worker.id} worker={worker} />
        ))}
      </TableBody>
    </Table>
  );
}

function WorkerRow({ worker }: { worker: WorkerJson }) {
  const look = workerLook(worker);
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">
        {worker.host} <span className="text-faint">· {worker.pid}</span>
      </TableCell>
      <TableCell>
        <span
          title={look.meaning}
          className={`inline-flex items-center gap-1.5 whitespace-nowrap ${look.color}`}
        >
          <look.icon aria-hidden className="size-3.5" strokeWidth={2.25} />
          {look.word}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-right">
        {worker.is_live ? `${worker.rows.length} of ${worker.slots}` : worker.slots}
      </TableCell>
      <TableCell>
        <RunningRows worker={worker} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-right text-muted">
        {worker.memory_mb > 0 ? `${worker.memory_mb.toLocaleString('en-GB')} MB` : '—'}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">{browserText(worker.browser)}</TableCell>
      <TableCell className="text-muted">{worker.version}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={worker.started_at} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={worker.stopped_at ?? worker.seen_at} />
      </TableCell>
    </TableRow>
  );
}

function RunningRows({ worker }: { worker: WorkerJson }) {
  if (worker.rows.length === 0) return <span className="text-faint">{worker.is_live ? 'idle' : '—'}</span>;
  return (
    <ul className="flex flex-col">
      {worker.rows.map((row) => (
        <li key={`${row.batch_id}-${row.row_index}`} className="truncate">
          <RowName row={row} /> <span className="text-muted">of {row.batch_name}</span>
        </li>
      ))}
    </ul>
  );
}

/** A row that is only tried belongs to no batch that could be opened. */
function RowName({ row }: { row: WorkerJson['rows'][number] }) {
  const number = (row.row_index + 1).toLocaleString('en-GB');
  if (row.is_try) return <>Try of row {number}</>;
  return (
    <Link
      href={`/batches/${row.batch_id}/rows/${row.row_index + 1}`}
      className="underline decoration-edge underline-offset-3 hover:decoration-ink"
    >
      Row {number}
    </Link>
  );
}
