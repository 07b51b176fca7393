import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { saveAutomation } from '../automations/save-automation';
import type { Context } from '../context';
import { receiveUpload } from '../uploads/receive-upload';

const AUTOMATIONS = ['order-status', 'customer-signup', 'catalogue-price'];
/** The last one stands first where a file is chosen: its batch has failures of several kinds, retries and unconfirmed rows. */
const FILES = ['orders.csv', 'customers.csv', 'products.csv', 'mixed-tasks.csv', 'customers-faults.csv'];

/**
 * Loads the sample automations and files into an installation that has no automation yet, so that the first batch is
 * three clicks away. A second call changes nothing.
 * @param input.folder the checkout's `examples`
 * @param input.practiceUrl address of the practice site; the samples are written for port 4010
 */
export async function loadSamples(
  context: Context,
  input: { folder: string; practiceUrl: string },
): Promise<{ loaded: number }> {
  if ((await context.db.prisma.automation.count()) > 0) return { loaded: 0 };
  for (const name of AUTOMATIONS) {
    await saveAutomation(context, { source: await readSample(input, name), fileName: `${name}.yaml` });
  }
  for (const filename of FILES) {
    await receiveUpload(context, { filename, body: createReadStream(join(input.folder, 'csv', filename)) });
  }
  return { loaded: AUTOMATIONS.length + FILES.length };
}

async function readSample(input: { folder: string; practiceUrl: string }, name: string): Promise<string> {
  const text = await readFile(join(input.folder, 'automations', `${name}.yaml`), 'utf8');
  return text.replaceAll('http://127.0.0.1:4010', input.practiceUrl);
}
