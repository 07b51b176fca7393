import type { Queryable } from '../transaction';

/** How long the reading of a file has taken so far, in seconds by the database's clock; null when it is not being read. */
export async function readSeconds(db: Queryable, uploadId: string): Promise<number | null> {
  const { rows } = await db.query<{ seconds: number | null }>(
    `select extract(epoch from now() - read_started_at)::float8 as seconds from upload
      where id = $1 and state = 'reading'`,
    [uploadId],
  );
  return rows[0]?.seconds ?? null;
}
