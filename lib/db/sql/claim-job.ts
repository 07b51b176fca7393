import type { Pool } from 'pg';
import type { BatchSettings } from '../../domain/batch-settings';
import type { Claim, ClaimAnswer, LaneHold, LimitKind } from '../../domain/lane';
import { renewAccountHead } from './batch-accounts';
import { CLAIM, CLAIM_LIMITED } from './claim-sql';

interface Row {
  held: number;
  is_limited: boolean;
  row_index: number | null;
  attempt_count: number;
  failed_count: number;
  lost_count: number;
  line_number: number;
  cells: string[];
  row_version: number;
  automation_version: number;
  automation_no: number;
  settings: BatchSettings;
  kind: 'run' | 'try';
  try_stop_before: number | null;
  host: string | null;
  limit_kind: LimitKind | null;
  wait_seconds: number | null;
  stale_account: number | null;
}

/** Lanes found limited: asked in the limited form at once. */
const limited = new WeakSet<LaneHold>();

/** An account whose head was moved by hand is looked at again at once. */
const STALE_SECONDS = 0.02;

/** Claims the next row for a held lane and opens its attempt (state running), if the batch's limits allow it. */
export async function claimJob(pool: Pool, hold: LaneHold): Promise<ClaimAnswer> {
  let row = await ask(pool, hold, limited.has(hold) ? CLAIM_LIMITED : CLAIM);
  if (row?.is_limited && !limited.has(hold)) {
    limited.add(hold);
    row = await ask(pool, hold, CLAIM_LIMITED);
  }
  if (!row || row.held === 0) return { kind: 'lost' };
  if (row.row_index !== null)
    return { kind: 'claimed', claim: toClaim({ ...row, row_index: row.row_index }) };
  if (row.limit_kind !== null) {
    return { kind: 'refused', limit: row.limit_kind, waitSeconds: row.wait_seconds ?? 0 };
  }
  if (row.stale_account === null) return { kind: 'idle' };
  await renewAccountHead(pool, hold.batchId, row.stale_account);
  return { kind: 'refused', limit: 'account', waitSeconds: STALE_SECONDS };
}

async function ask(pool: Pool, hold: LaneHold, query: typeof CLAIM): Promise<Row | undefined> {
  const values = [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId];
  const { rows } = await pool.query<Row>({ ...query, values });
  return rows[0];
}

function toClaim(row: Row & { row_index: number }): Claim {
  return {
    rowIndex: row.row_index,
    lineNumber: row.line_number,
    cells: row.cells,
    rowVersion: row.row_version,
    attemptNo: row.attempt_count,
    roundAttemptNo: row.failed_count + row.lost_count + 1,
    failedCount: row.failed_count,
    automationVersion: row.automation_version,
    automationNo: row.automation_no,
    settings: row.settings,
    host: row.host,
    ...(row.kind === 'try' && { tryOrder: { stopBefore: row.try_stop_before } }),
  };
}
