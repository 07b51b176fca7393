import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openQueue } from '../../../lib/background/queue';
import { resolveBatchConfig } from '../../../lib/config/batch-config';
import { connectDatabase } from '../../../lib/db/connect';
import { saveAutomation } from '../../../lib/services/automations/save-automation';
import type { Context } from '../../../lib/services/context';
import { createDiskStore } from '../../../lib/storage/disk-store';
import { startBatch } from '../../support/start-batch';

/** Somebody who works with an installation without its web server. */
export interface Services {
  readonly context: Context;
  /** Starts a batch that submits customers, and gives its id. */
  startCustomers(siteUrl: string, count: number): Promise<string>;
  /** How many of a batch's rows are completed or failed. */
  endedCount(batchId: string): Promise<number>;
  close(): Promise<void>;
}

export async function openServices(dataDir: string, databaseUrl: string): Promise<Services> {
  const db = connectDatabase(databaseUrl, { maxConnections: 2, applicationName: 'end-to-end' });
  const queue = await openQueue(databaseUrl, 'sender');
  const context: Context = {
    db,
    queue,
    storage: createDiskStore(join(dataDir, 'storage')),
    actor: { type: 'system', name: 'test' },
    batchConfig: resolveBatchConfig({}),
    publicUrl: 'http://127.0.0.1',
  };
  return {
    context,
    startCustomers: async (siteUrl, count) => {
      const text = await readFile('examples/automations/customer-signup.yaml', 'utf8');
      const source = text.replaceAll('http://127.0.0.1:4010', siteUrl).replace('keep', 'rerun');
      const { name: automation } = await saveAutomation(context, { source });
      const rows = Array.from({ length: count }, (_, i) => `slow-1-${i},Ada,ada@example.com,Spain,Team`);
      const csv = `customer_no,name,email,country,plan\n${rows.join('\n')}\n`;
      return startBatch(context, csv, { automation, settings: { concurrency: 2, retry_delay: 0.1 } });
    },
    endedCount: (batchId) =>
      db.prisma.job.count({ where: { batchId, state: { in: ['completed', 'failed'] } } }),
    close: async () => {
      await queue.stop();
      await db.close();
    },
  };
}
