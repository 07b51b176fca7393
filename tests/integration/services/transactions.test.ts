import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/transaction';
import { openServiceContext, type ServiceContext } from '@/tests/support/service-context';

let test: ServiceContext;

beforeAll(async () => {
  test = await openServiceContext();
});

afterAll(() => test.close());

it('a connection that ends between two statements fails its transaction and nothing else', async () => {
  const { pool } = test.context.db;
  const lost = inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const isGone = new Promise<void>((resolve) => client.once('end', () => resolve()));
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await isGone;
    await client.query('select 1');
  });
  await expect(lost).rejects.toThrow(/connection/i);
  const { rowCount } = await pool.query('select 1');
  expect(rowCount).toBe(1);
});

it('a connection that ends before anybody listens to it ends no process', async () => {
  const { pool } = test.context.db;
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const isGone = new Promise<void>((resolve) => client.once('end', () => resolve()));
  await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await isGone;
  client.release(true);
  const { rowCount } = await pool.query('select 1');
  expect(rowCount).toBe(1);
});
