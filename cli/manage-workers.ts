import { toWorkerJson, type WorkerJson } from '../lib/domain/wire/worker';
import { toWorkersJson, type WorkersJson } from '../lib/domain/wire/workers';
import { drainWorker, resumeWorker } from '../lib/services/workers/drain-worker';
import { getQueue } from '../lib/services/workers/get-queue';
import { listWorkers } from '../lib/services/workers/list-workers';
import { formatTable, type Output } from './output';
import { withSession } from './session';
import type { Terminal } from './terminal';

export function listAll(terminal: Terminal): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const json = toWorkersJson(await listWorkers(context), await getQueue(context));
    return { json, text: [workerText(json.items), queueText(json.queue)].join('\n\n') };
  });
}

export function drainOne(terminal: Terminal, workerId: string): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const json = toWorkerJson(await drainWorker(context, { workerId }));
    const rows = json.rows.length;
    const left = rows === 0 ? 'It runs none.' : `It ends the ${rows} it runs.`;
    return { json, text: `Worker ${json.id} takes no more rows. ${left}` };
  });
}

export function resumeOne(terminal: Terminal, workerId: string): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const json = toWorkerJson(await resumeWorker(context, { workerId }));
    return { json, text: `Worker ${json.id} takes rows again.` };
  });
}

function workerText(workers: readonly WorkerJson[]): string {
  if (workers.length === 0) return 'No worker was seen in the last 24 hours. `furrow worker` starts one.';
  const lines = workers.map((worker) => [
    worker.id,
    worker.state,
    `${worker.host} ${worker.pid}`,
    `${worker.rows.length}/${worker.slots}`,
    worker.rows_per_minute === null ? '-' : worker.rows_per_minute.toFixed(1),
    worker.failure_rate === null ? '-' : `${(worker.failure_rate * 100).toFixed(1)} %`,
    `${worker.memory_mb} MB`,
    worker.rows.map(rowText).join(', ') || '-',
  ]);
  const headers = ['id', 'state', 'host and pid', 'slots', 'rows/min', 'failed', 'memory', 'doing'];
  return formatTable(headers, lines);
}

function rowText({ row_index, batch_name, step }: WorkerJson['rows'][number]): string {
  const where = step ? ` (${step.verb}, step ${step.no}${step.count ? ` of ${step.count}` : ''})` : '';
  return `row ${row_index + 1} of ${batch_name}${where}`;
}

function queueText({ waiting_rows, oldest_waiting_at, held }: WorkersJson['queue']): string {
  const since = oldest_waiting_at ? `, the oldest since ${oldest_waiting_at}` : '';
  const lines = held.map(
    ({ batch_name, pending_rows, waiting }) => `${batch_name} (${pending_rows} rows left): ${waiting.text}`,
  );
  return [`${waiting_rows} rows wait for a worker${since}.`, ...lines].join('\n');
}
