import type { Queryable } from '../transaction';

const SQL = `
update upload
   set state = 'reading', read_started_at = now(), read_bytes = 0, reject_code = null, reject_message = null
 where id = $1 and state in ('received', 'reading')`;

/** Notes that reading a file begins, by the database's clock. @returns false when it has been read or is gone. */
export async function startReading(db: Queryable, uploadId: string): Promise<boolean> {
  const { rowCount } = await db.query(SQL, [uploadId]);
  return rowCount === 1;
}
