import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ArtifactRecord, Claim, LaneHold } from '../../lib/domain/lane';
import type { ArtifactStore } from '../../lib/storage/artifact-store';

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
  /** @returns the record, or null when the file could not be stored. */
  write(artifact: NewArtifact): Promise<ArtifactRecord | null>;
}

export function createArtifactWriter(storage: ArtifactStore, hold: LaneHold, claim: Claim): ArtifactWriter {
  const records: ArtifactRecord[] = [];
  const problems: string[] = [];
  const folder = `artifacts/${hold.batchId}/${claim.rowIndex}/${claim.attemptNo}`;
  return {
    records,
    problems,
    async write({ data, extension, ...artifact }) {
      const id = randomUUID();
      const storageKey = `${folder}/${id}.${extension}`;
      try {
        const bytes = data instanceof Uint8Array || !('path' in data) ? data : createReadStream(data.path);
        const { size } = await storage.put(storageKey, bytes);
        const record = { id, ...artifact, size, storageKey };
        records.push(record);
        return record;
      } catch {
        problems.push(`The ${artifact.type} "${artifact.name}" could not be stored.`);
        return null;
      }
    },
  };
}
