'use client';

import type { ReactNode } from 'react';
import { RelativeTime } from '@/app/_components/ui/time';
import type { WorkerJson } from '@/lib/domain/wire/worker';
import { DrainButton } from './drain-button';
import { RunningRows } from './running-rows';
import { browserText, rateText, recycleText, WORKER_LOOKS } from './worker-state';

/** Columns from a laptop on; on a phone each worker is a block. */
const GRID =
  'xl:grid-cols-[minmax(8rem,1fr)_minmax(10rem,2.4fr)_4rem_4.5rem_4rem_8rem_minmax(7.5rem,1.3fr)_8.5rem]';

const HEADS = ['worker', 'doing', 'slots', 'rows/min', 'failed', 'memory', 'browser'];

export function WorkerList({ workers }: { workers: readonly WorkerJson[] }) {
  return (
    <div>
      <div
        aria-hidden
        className={`hidden gap-x-4 border-line border-b pb-1.5 text-faint text-xs xl:grid ${GRID}`}
      >
        {HEADS.map((head, index) => (
          <span key={head} className={index >= 2 && index <= 4 ? 'text-right' : undefined}>
            {head}
          </span>
        ))}
      </div>
      <ul aria-label="Workers" className="divide-y divide-line border-line border-b max-xl:border-t">
        {workers.map((worker) => (
          <WorkerLine key={worker.id} worker={worker} />
        ))}
      </ul>
    </div>
  );
}

function WorkerLine({ worker }: { worker: WorkerJson }) {
  const rate = worker.rows_per_minute;
  return (
    <li
      className={`grid grid-cols-2 gap-x-4 gap-y-2 py-2.5 sm:grid-cols-4 ${GRID} ${worker.is_live ? '' : 'text-muted'}`}
    >
      <Name worker={worker} />
      <div className="col-span-full min-w-0 xl:col-span-1">
        <RunningRows worker={worker} />
      </div>
      <Figure label="slots">
        {worker.is_live ? `${worker.rows.length} of ${worker.slots}` : worker.slots}
      </Figure>
      <Figure label="rows/min">{rate === null ? '—' : rate.toFixed(rate < 10 ? 1 : 0)}</Figure>
      <Figure label="failed">{rateText(worker.failure_rate)}</Figure>
      <Memory worker={worker} />
      <Browser worker={worker} />
      <div className="max-xl:order-first max-xl:col-start-2 max-xl:justify-self-end sm:max-xl:col-start-4 xl:text-right">
        <DrainButton worker={worker} />
      </div>
    </li>
  );
}

function Name({ worker }: { worker: WorkerJson }) {
  const look = WORKER_LOOKS[worker.state];
  return (
    <div className="min-w-0 max-xl:order-first sm:max-xl:col-span-3">
      <p className="truncate" title={`${worker.host}, process ${worker.pid}, ${worker.id}`}>
        <span className="font-medium">{worker.host}</span> <span className="text-muted">· {worker.pid}</span>
      </p>
      <p className="flex flex-wrap items-center gap-x-1.5 text-xs">
        <span className={`inline-flex items-center gap-1 ${look.color}`}>
          <look.icon aria-hidden className="size-3.5" strokeWidth={2.25} />
          {look.word}
        </span>
        <span className="text-muted">
          · seen <RelativeTime at={worker.stopped_at ?? worker.seen_at} />
        </span>
      </p>
      {look.meaning ? <p className="text-pretty text-muted text-xs">{look.meaning}</p> : null}
    </div>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="whitespace-nowrap tabular-nums xl:text-right">
      <span className="text-muted text-xs xl:sr-only">{label} </span>
      {children}
    </p>
  );
}

const mb = (value: number) => value.toLocaleString('en-GB');

function Memory({ worker }: { worker: WorkerJson }) {
  const { memory_mb: total, browser_memory_mb: browser } = worker;
  if (total === 0) return <Figure label="memory">—</Figure>;
  return (
    <p className="tabular-nums">
      <span className="text-muted text-xs xl:sr-only">memory </span>
      {mb(total)} MB
      <span className="block text-muted text-xs">{mb(browser)} MB in browsers</span>
    </p>
  );
}

function Browser({ worker }: { worker: WorkerJson }) {
  const recycled = recycleText(worker.browser_recycles);
  const { last } = worker.browser_recycles;
  return (
    <div className="min-w-0 text-muted max-xl:col-span-2">
      <p className="truncate" title={browserText(worker.browser)}>
        {browserText(worker.browser)}
      </p>
      {recycled && last ? (
        <p className="text-xs">
          {recycled}, <RelativeTime at={last.at} />
        </p>
      ) : null}
      <p className="text-xs">
        Furrow {worker.version} · started <RelativeTime at={worker.started_at} />
      </p>
    </div>
  );
}
