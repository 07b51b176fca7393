import { expect } from 'vitest';
import type { RunningSystem } from './running-system';

/**
 * Holds what the practice site accepted against what the batch says: no key twice, every accepted key completed or
 * unconfirmed, every completed row accepted. The key is the file's first column.
 */
export async function expectLedgerAgrees(
  system: RunningSystem,
  batchId: string,
): Promise<{ accepted: number; twice: number }> {
  const answer = await fetch(`${system.site.url}/ledger`);
  const { entries } = (await answer.json()) as { entries: { key: string; submissions: number }[] };
  const { rows: jobs } = await system.context.db.pool.query<{ key: string; state: string }>(
    `select r.cells[1] as key, j.state from job j join batch b on b.id = j.batch_id
       join upload_row r on r.upload_id = b.upload_id and r.row_index = j.row_index where j.batch_id = $1`,
    [batchId],
  );
  const stateOf = new Map(jobs.map((job) => [job.key, job.state]));
  const twice = entries.filter((entry) => entry.submissions > 1);
  expect(twice).toEqual([]);
  for (const { key } of entries) expect(['completed', 'unconfirmed'], key).toContain(stateOf.get(key));
  const accepted = new Set(entries.map((entry) => entry.key));
  const unknown = jobs.filter((job) => job.state === 'completed' && !accepted.has(job.key));
  expect(unknown).toEqual([]);
  return { accepted: entries.length, twice: twice.length };
}
