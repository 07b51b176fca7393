import { readFileSync } from 'node:fs';
import { peakMemoryMb, resetPeakMemory, treePids } from '../measure/process-cost';
import type { UploadApi } from './upload-api';
import { fillerBlocks, sendFillerChunks } from './upload-api';

const SIZES_MB = [10, 100, 500];

export interface WebMemory {
  readonly way: 'raw' | 'chunked';
  readonly sizeMb: number;
  readonly seconds: number;
  readonly peakMb: number;
}

/** The process that answers requests, below the one that `npm start` is. */
export function findWebProcess(supervisorPid: number): number {
  const pid = treePids(supervisorPid).find((candidate) => commandOf(candidate).includes('next-server'));
  if (pid === undefined) throw new Error('The web process was not found below the supervisor');
  return pid;
}

/** Peak resident memory of the web process for each size and way, one round. Shuffled by the caller's rounds. */
export async function measureWebMemory(api: UploadApi, webPid: number): Promise<WebMemory[]> {
  const found: WebMemory[] = [];
  for (const sizeMb of SIZES_MB) {
    for (const way of ['raw', 'chunked'] as const) {
      resetPeakMemory(webPid);
      const startedAtMs = performance.now();
      const id =
        way === 'raw'
          ? (await api.sendRaw('filler.csv', fillerBlocks(sizeMb))).id
          : await sendFillerChunks(api, 'filler.csv', sizeMb);
      const seconds = (performance.now() - startedAtMs) / 1000;
      found.push({ way, sizeMb, seconds, peakMb: peakMemoryMb(webPid) });
      await api.remove(id);
    }
  }
  return found;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
