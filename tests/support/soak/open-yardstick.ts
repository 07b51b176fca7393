import { join } from 'node:path';
import { startProcessSide } from '@/bench/run/process-side';
import { CleanUp } from '@/bench/setup/clean-up';
import { readEnvironment } from '@/lib/config/env';
import { findBrowser } from '@/worker/browser/find-browser';

export interface Yardstick {
  /** Rows per second of a plain script that looks the same orders up at the same site, just now. */
  rowsPerSecond(): Promise<number>;
  close(): Promise<void>;
}

const ROWS = 30;

/** What the machine gives at one time and another: other programs slow the script down as they do a worker. */
export async function openYardstick(options: {
  readonly folder: string;
  readonly siteUrl: string;
  readonly concurrency: number;
}): Promise<Yardstick> {
  const found = await findBrowser(readEnvironment().FURROW_CHROMIUM);
  if (!found) throw new Error('No browser found: `npx furrow doctor` says what to do.');
  const { folder, siteUrl, concurrency } = options;
  const cleanUp = new CleanUp();
  const script = new URL('../../../bench/run/bare-loop-process.ts', import.meta.url);
  const side = startProcessSide(cleanUp, 'bare', script, [join(folder, 'yardstick'), JSON.stringify(found)]);
  const orders = Array.from({ length: ROWS }, (_, no) => `BM-${1000 + no}`);
  return {
    rowsPerSecond: async () => {
      const run = await side.prepare({ orders, concurrency, siteUrl });
      return ROWS / (await run());
    },
    close: () => cleanUp.run(),
  };
}
