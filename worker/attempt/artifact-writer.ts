import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ArtifactRecord, Claim, LaneHold } from '../../lib/domain/lane';
import { StorageError } from '../../lib/storage/storage-error';
import type { EvidenceStore } from './evidence-store';

export interface NewArtifact {
  /** `screenshot`, `trace`, or what a handler calls it. */
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly extension: string;
  readonly data: Uint8Array | AsyncIterable<Uint8Array> | { readonly path: string };
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** Stores the files of one attempt as they come and keeps their records. */
export interface ArtifactWriter {
  readonly records: readonly ArtifactRecord[];
  /** One sentence for each file that could not be stored; a row does not fail for it. */
  readonly problems: readonly string[];
  /**
   * @param leftMs what is left of the time of whoever waits for it
   * @returns the record, or null when the file could not be stored in time.
   */
  write(artifact: NewArtifact, leftMs?: number): Promise<ArtifactRecord | null>;
}

/** A picture is stored in some milliseconds; what nobody knows the size of may be a trace of many megabytes. */
const BYTES_MS = 5000;
const BYTES_PER_MS = 256;
const STREAM_MS = 15_000;
/** Whoever waits is cut off a second after its limit. */
const MARGIN_MS = 500;

export function createArtifactWriter(
  storage: EvidenceStore,
  hold: LaneHold,
  claim: Claim,
  signal: AbortSignal,
): ArtifactWriter {
  const records: ArtifactRecord[] = [];
  const problems: string[] = [];
  const folder = `artifacts/${hold.batchId}/${claim.rowIndex}/${claim.attemptNo}`;
  return {
    records,
    problems,
    async write({ data, extension, ...artifact }, leftMs = Number.POSITIVE_INFINITY) {
      const id = randomUUID();
      const storageKey = `${folder}/${id}.${extension}`;
      const limitMs = Math.min(mostMs(data), leftMs + MARGIN_MS);
      try {
        const bytes = data instanceof Uint8Array || !('path' in data) ? data : chunksOf(data.path);
        const { size } = await storage.put(storageKey, bytes, { limitMs, signal });
        const record = { id, ...artifact, size, storageKey };
        records.push(record);
        return record;
      } catch (error) {
        problems.push(`The ${artifact.type} "${artifact.name}" could not be stored${reasonOf(error)}.`);
        return null;
      }
    },
  };
}

/** Opened by who takes the first chunk: a store that is at rest takes none. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}

function mostMs(data: NewArtifact['data']): number {
  return data instanceof Uint8Array ? BYTES_MS + data.byteLength / BYTES_PER_MS : STREAM_MS;
}

/** Only what says nothing of the row. */
function reasonOf(error: unknown): string {
  return error instanceof StorageError ? `: ${error.message.replace(/^The/, 'the')}` : '';
}
