import { Client } from 'pg';
import type { Environment } from '../lib/config/env';
import { countOldBatches } from '../lib/db/sql/mark-batches-deleted';
import type { Check } from './doctor-check';

const connectWithinMs = 5000;

/** What is deleted for its age, and what of it goes next; nothing when FURROW_RETENTION_DAYS is not set. */
export async function checkRetention(env: Environment): Promise<Check[]> {
  const days = env.FURROW_RETENTION_DAYS;
  if (days === undefined) return [];
  const found = `finished batches are deleted ${daysText(days)} after their end, then files that nothing uses`;
  const count = env.DATABASE_URL ? await countOld(env.DATABASE_URL, days) : 0;
  if (count === 0) return [{ name: 'retention', ok: true, found }];
  const which = count === 1 ? '1 batch is older and goes' : `${count} batches are older and go`;
  const advice = `${which} within the hour. To keep one: furrow change ID --keep`;
  return [{ name: 'retention', ok: true, found, advice }];
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

/** 0 also when the database cannot say: another check tells why. */
async function countOld(url: string, days: number): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectWithinMs });
  try {
    await client.connect();
    return await countOldBatches(client as Parameters<typeof countOldBatches>[0], days);
  } catch {
    return 0;
  } finally {
    await client.end().catch(() => {});
  }
}
