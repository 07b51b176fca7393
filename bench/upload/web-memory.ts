import { peakMemoryMb, resetPeakMemory } from '../measure/process-cost';
import type { UploadApi } from './upload-api';
import { fillerBlocks, sendFillerChunks } from './upload-api';

const SIZES_MB = [10, 100, 500];

export interface WebMemory {
  readonly way: 'raw' | 'chunked';
  readonly sizeMb: number;
  readonly seconds: number;
  readonly peakMb: number;
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
