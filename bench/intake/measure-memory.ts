import { setTimeout as sleep } from 'node:timers/promises';
import { createDataDir, endInstallation, startInstallation } from '../../tests/support/installation';
import { findProcess } from '../measure/find-process';
import { peakMemoryMb, resetPeakMemory } from '../measure/process-cost';
import type { BenchOptions } from '../report/report';
import { CleanUp } from '../setup/clean-up';
import { openUploadApi, type UploadApi } from '../upload/upload-api';
import { rowsFile } from './large-file';

export const MEMORY_SIZES_MB = [10, 100, 500] as const;
const WARM_UP_MB = 100;
/** A round takes more than a minute. */
const MOST_ROUNDS = 3;
/** As often as the dashboard asks. */
const POLL_MS = 1000;

/** One file through a whole installation. */
export interface InstallationMemory {
  readonly megabytes: number;
  readonly rowCount: number;
  readonly sendSeconds: number;
  /** From the end of sending until the worker has read the last row. */
  readonly readSeconds: number;
  readonly webPeakMb: number;
  readonly workerPeakMb: number;
}

/**
 * What the web process and the worker of an installation hold at most while files arrive and are read. Each round is an
 * installation of its own that takes the files from small to large: what a small one left in memory counts for the large.
 */
export async function measureMemory(options: BenchOptions, cleanUp: CleanUp): Promise<InstallationMemory[]> {
  const found: InstallationMemory[] = [];
  const rounds = Math.min(options.rounds, MOST_ROUNDS);
  for (let round = 0; round < rounds; round += 1) {
    options.log(`memory of web and worker, round ${round + 1} of ${rounds}`);
    const ofRound = new CleanUp();
    cleanUp.add(() => ofRound.run());
    found.push(...(await measureInstallation(ofRound)));
    await ofRound.run();
  }
  return found;
}

async function measureInstallation(cleanUp: CleanUp): Promise<InstallationMemory[]> {
  const dataDir = createDataDir();
  cleanUp.add(async () => dataDir.remove());
  const { url, setupUrl, supervisor } = await startInstallation(dataDir.path);
  cleanUp.add(() => endInstallation(supervisor));
  const api = await openUploadApi(url, setupUrl ?? '');
  const pids = {
    web: findProcess(supervisor.pid ?? 0, 'next-server'),
    worker: findProcess(supervisor.pid ?? 0, 'worker/main.ts'),
  };
  // A process that has done its work before is the one that people have.
  await sendAndRead(api, pids, WARM_UP_MB);
  const found: InstallationMemory[] = [];
  for (const megabytes of MEMORY_SIZES_MB) found.push(await sendAndRead(api, pids, megabytes));
  return found;
}

async function sendAndRead(
  api: UploadApi,
  pids: { web: number; worker: number },
  megabytes: number,
): Promise<InstallationMemory> {
  resetPeakMemory(pids.web);
  resetPeakMemory(pids.worker);
  const startedAtMs = performance.now();
  const { id } = await api.sendRaw(`rows-${megabytes}.csv`, rowsFile(megabytes * 1e6));
  const sentAtMs = performance.now();
  const rowCount = await untilRead(api, id);
  return {
    megabytes,
    rowCount,
    sendSeconds: (sentAtMs - startedAtMs) / 1000,
    readSeconds: (performance.now() - sentAtMs) / 1000,
    webPeakMb: peakMemoryMb(pids.web),
    workerPeakMb: peakMemoryMb(pids.worker),
  };
}

async function untilRead(api: UploadApi, id: string): Promise<number> {
  for (;;) {
    const upload = await api.find(id);
    if (upload.state === 'ready') return upload.row_count;
    if (upload.state === 'rejected') throw new Error(`The file was rejected: ${upload.message}`);
    await sleep(POLL_MS);
  }
}
