import type { ArtifactStore, StoredFile } from '../../lib/storage/artifact-store';
import { StorageError } from '../../lib/storage/storage-error';
import { PhaseTimeout, runWithin } from './deadline';

/** Takes the files of attempts, each within a time: a store that is away must not cost a row its result. */
export interface EvidenceStore {
  put(
    key: string,
    data: Uint8Array | AsyncIterable<Uint8Array>,
    limits: { readonly limitMs: number; readonly signal: AbortSignal },
  ): Promise<StoredFile>;
}

const TIMES = {
  /** How long a store that let one file wait in vain is not asked again, by any row of this worker. */
  restMs: 10_000,
  /** A limit shorter than this says more of the step that set it than of the store. */
  tellingMs: 1000,
};

export function createEvidenceStore(
  store: Pick<ArtifactStore, 'put'>,
  { restMs, tellingMs } = TIMES,
): EvidenceStore {
  let restsUntilMs = 0;
  return {
    async put(key, data, { limitMs, signal }) {
      if (performance.now() < restsUntilMs) throw silent();
      const limit = new AbortController();
      const work = store.put(key, data, AbortSignal.any([signal, limit.signal]));
      try {
        return await runWithin(work, { timeoutMs: limitMs, phase: 'storing', signal });
      } catch (error) {
        limit.abort();
        if (!(error instanceof PhaseTimeout)) throw error;
        if (limitMs >= tellingMs) restsUntilMs = performance.now() + restMs;
        throw silent();
      }
    },
  };
}

function silent(): StorageError {
  return new StorageError('unreachable', 'The file storage does not answer in time', null);
}
