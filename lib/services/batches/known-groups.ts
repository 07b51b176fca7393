import type { Database } from '../../db/connect';
import { countGroups, type GroupCount, readMoves } from '../../db/sql/count-groups';

/** So many groups are told of. */
const SHOWN_GROUPS = 100;
/** Of so many batches, those looked at last, what was counted is kept. */
const KNOWN_BATCHES = 50;

interface Known {
  readonly moves: string | null;
  readonly counts: Promise<GroupCount[]>;
}

const knownOf = new WeakMap<Database, Map<string, Known>>();

/**
 * The largest failure groups of a batch. They are counted once for all who look until a row moves: of a million rows
 * that takes longer than all the rest, and every viewer of a page asks as soon as one fails.
 */
export async function knownGroups(db: Database, batchId: string): Promise<readonly GroupCount[]> {
  // Read before the rows: what is counted is at least as new.
  const moves = await readMoves(db.pool, batchId);
  const known = knownOf.get(db) ?? new Map<string, Known>();
  knownOf.set(db, known);
  const before = known.get(batchId);
  const now =
    before?.moves === moves ? before : { moves, counts: countGroups(db.pool, batchId, SHOWN_GROUPS) };
  known.delete(batchId);
  known.set(batchId, now);
  const [oldest] = known.keys();
  if (known.size > KNOWN_BATCHES && oldest !== undefined) known.delete(oldest);
  return now.counts.catch((error: unknown) => {
    if (known.get(batchId) === now) known.delete(batchId);
    throw error;
  });
}
