import type { Database } from '@/lib/db/connect';
import { newId } from '@/lib/db/new-id';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { releaseLane } from '@/lib/db/sql/release-lane';
import type { ArtifactRecord } from '@/lib/domain/lane';
import type { Decision } from '@/lib/domain/retry-policy';
import type { ArtifactStore } from '@/lib/storage/artifact-store';
import { attemptRecord, takeAndClaim } from '@/tests/support/attempt-records';

/** Plays a worker: runs the next rows of the one running batch, each ending with the state given. */
export async function runRows(
  db: Database,
  workerId: string,
  states: readonly Decision['state'][],
  artifacts: readonly ArtifactRecord[] = [],
): Promise<void> {
  for (const state of states) {
    const { hold, claim } = await takeAndClaim(db, workerId);
    const record = { ...attemptRecord(claim, { state }), artifacts: [...artifacts] };
    await recordAttempt(db.pool, hold, record, { breakAtEqualFailures: 0 });
    await releaseLane(db.pool, hold);
  }
}

/** A stored file as a worker would keep it. */
export async function storeArtifact(
  storage: ArtifactStore,
  file: { type: string; name: string; contentType: string; data: string },
): Promise<ArtifactRecord> {
  const id = newId();
  const { data, ...rest } = file;
  const storageKey = `artifacts/${id}`;
  const { size } = await storage.put(storageKey, Buffer.from(data));
  return { id, ...rest, size, storageKey };
}
