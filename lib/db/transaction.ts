import type { Pool, PoolClient } from 'pg';

/** What an SQL operation needs: the pool, or one connection inside a transaction. */
export type Queryable = Pick<PoolClient, 'query'>;

/** One connection, inside a transaction. */
export type Connection = PoolClient;

/** Runs `work` in one transaction and gives its result; any error rolls everything back. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that ends between two statements says so here, and unheard that would end the whole process.
  const note = (error: Error) => {
    broken = error;
  };
  client.on('error', note);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(note);
    throw error;
  } finally {
    client.off('error', note);
    client.release(broken);
  }
}
