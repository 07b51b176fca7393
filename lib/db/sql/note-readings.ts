import type { Queryable } from '../transaction';

/** Keeps how a check reads the columns; false when it was started anew meanwhile. */
export async function noteReadings(
  db: Queryable,
  check: { readonly id: string; readonly epoch: number },
  readings: readonly object[],
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update upload_check set readings = $3 where id = $1 and epoch = $2 and state = 'checking'`,
    [check.id, check.epoch, JSON.stringify(readings)],
  );
  return rowCount === 1;
}
