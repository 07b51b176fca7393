import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadJson } from '../../lib/domain/wire/upload';
import { findProcess } from '../measure/find-process';
import type { BenchOptions, BenchReport } from '../report/report';
import { openBenchInstallation } from '../setup/bench-installation';
import { inPage, openBrowser } from '../setup/browser';
import type { CleanUp } from '../setup/clean-up';
import { type FirstRows, measureFirstRows } from './first-rows';
import { writeLargeFile } from './large-file';
import { runThrottledUpload } from './throttled-upload';
import type { UploadApi } from './upload-api';
import { uploadReport } from './upload-report';
import { measureWebMemory, type WebMemory } from './web-memory';

const MIB = 1024 * 1024;
// A little below the limit of 500 MB.
const FILE_BYTES = 499 * MIB;
const FIRST_ROWS_PER_ROUND = 4;

/** 500 MB through the dashboard and the API of a whole installation: does it arrive, how soon does it show, what memory. */
export async function measureUpload(options: BenchOptions, cleanUp: CleanUp): Promise<BenchReport> {
  const { rounds, log } = options;
  log('starting an installation');
  const { folder, installation, api } = await openBenchInstallation(cleanUp);
  const webPid = findProcess(installation.supervisor.pid ?? 0, 'next-server');

  log('memory of the web process');
  await measureWebMemory(api, webPid);
  const memory: WebMemory[] = [];
  for (let round = 0; round < rounds; round += 1) memory.push(...(await measureWebMemory(api, webPid)));

  log('writing a file of 499 MB');
  const file = await writeLargeFile(join(folder, 'large-orders.csv'), FILE_BYTES);
  const browser = await openBrowser(cleanUp);
  log('sending it on a slow line, interrupted twice');
  const throttled = await inPage(browser, api, (page) => runThrottledUpload(page, api, file));
  log(`arrived ${throttled.isRight ? 'right' : 'WRONG'} after ${throttled.seconds.toFixed(0)} s; reading it`);
  await removeAll(api);

  const firstRows: FirstRows[] = [];
  for (let run = 0; run < rounds * FIRST_ROWS_PER_ROUND; run += 1) {
    const isReadToEnd = run % FIRST_ROWS_PER_ROUND === 0;
    const found = await inPage(browser, api, (page) => measureFirstRows(page, api, file, isReadToEnd));
    log(`first rows, run ${run + 1} of ${rounds * FIRST_ROWS_PER_ROUND}: ${found.paintedMs.toFixed(0)} ms`);
    firstRows.push(found);
  }
  return uploadReport({ file, memory, throttled, firstRows });
}

/** Waits until what was sent is read, then deletes it: the next measurement must not share the machine with it. */
async function removeAll(api: UploadApi): Promise<void> {
  for (;;) {
    const { items } = JSON.parse(await api.get('/uploads?mine=true')) as { items: UploadJson[] };
    if (items.some(({ state }) => state === 'received' || state === 'reading')) await sleep(200);
    else return void (await Promise.all(items.map(({ id }) => api.remove(id))));
  }
}
