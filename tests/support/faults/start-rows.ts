import { readFile } from 'node:fs/promises';
import type { BatchSettingsInput } from '@/lib/domain/batch-settings';
import { endedJobs } from '@/lib/domain/job-state';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import type { WorkerProcess } from '../worker-process';
import type { FaultSystem } from './fault-system';

/** Traces and pictures cost seconds on a busy machine, and nobody looks at them here. */
const QUICK = {
  concurrency: 4,
  max_retries: 3,
  retry_delay: 0.1,
  jitter: false,
  step_timeout: 10,
  evidence: { screenshot: 'never', trace: 'never' },
} as const satisfies BatchSettingsInput;

/** Longer than the site takes with any key of these tests: what it writes later than that, it may write twice. */
const SETTLE_SECONDS = 3;

/** Starts a batch that submits a customer for each key; the key asks the site for a fault (`slow-1-x`). Gives its id. */
export async function startCustomers(
  system: FaultSystem,
  keys: readonly string[],
  settings: BatchSettingsInput = {},
  /** Only this worker runs the rows, until the system frees its batches. */
  more: { readonly onlyOn?: WorkerProcess } = {},
): Promise<string> {
  const text = await readFile('examples/automations/customer-signup.yaml', 'utf8');
  const source = text
    .replaceAll('http://127.0.0.1:4010', system.site.url)
    .replace(/^settle: .*$/m, `settle: ${SETTLE_SECONDS}`)
    .replace(/^on_not_found: .*$/m, 'on_not_found: rerun');
  const { name: automation } = await saveAutomation(system.context, { source });
  const rows = keys.map((key) => `${key},Ada Byron,ada@example.com,Spain,Team`);
  const csv = `customer_no,name,email,country,plan\n${rows.join('\n')}\n`;
  return system.startBatch(csv, { automation, settings: { ...QUICK, ...settings } }, more.onlyOn);
}

/** Starts a batch that looks up an order for each key. Gives its id. */
export async function startOrders(
  system: FaultSystem,
  keys: readonly string[],
  settings: BatchSettingsInput = {},
): Promise<string> {
  const automation = await system.addAutomation('order-status');
  const csv = `order_no\n${keys.join('\n')}\n`;
  return system.startBatch(csv, { automation, settings: { ...QUICK, ...settings } });
}

/** Orders that the shop does not know: each ends as failed at once. */
export function unknownOrders(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `ZZ-${1000 + i}`);
}

/** `count` keys of one test, which no other test uses. */
export function keysOf(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(3, '0')}`);
}

/** Waits until so many rows of a batch have ended. */
export async function untilEnded(system: FaultSystem, batchId: string, count: number): Promise<void> {
  await system.waitForBatch(batchId, 120_000, (batch) => endedJobs(batch.counts) >= count);
}
