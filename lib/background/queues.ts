import type { PgBoss } from 'pg-boss';
import type { BackgroundName } from './payloads';

const HOUR_SECONDS = 3600;

// Reading, checking and importing start over cleanly, so a lost message may simply run again.
const QUEUES: Readonly<Record<BackgroundName, { retryLimit: number; expireInSeconds: number }>> = {
  'read-upload': { retryLimit: 3, expireInSeconds: 6 * HOUR_SECONDS },
  'hash-upload': { retryLimit: 3, expireInSeconds: HOUR_SECONDS },
  'remove-abandoned-uploads': { retryLimit: 0, expireInSeconds: HOUR_SECONDS },
  'check-upload': { retryLimit: 3, expireInSeconds: 6 * HOUR_SECONDS },
  'import-batch': { retryLimit: 3, expireInSeconds: 6 * HOUR_SECONDS },
  // Each try brings an account closer to being locked.
  'sign-in-session': { retryLimit: 0, expireInSeconds: 600 },
  'remove-tries': { retryLimit: 1, expireInSeconds: HOUR_SECONDS },
};

/** Makes the queues that are missing; called by the migration and again by every worker. */
export async function ensureQueues(boss: PgBoss): Promise<void> {
  for (const [name, options] of Object.entries(QUEUES)) {
    if (!(await boss.getQueue(name))) await boss.createQueue(name, { ...options, heartbeatSeconds: 60 });
  }
}

/** What comes round by itself, once for all workers; times are UTC. */
const SCHEDULES: Partial<Readonly<Record<BackgroundName, string>>> = {
  'remove-abandoned-uploads': '23 * * * *',
  'remove-tries': '43 * * * *',
};

export async function ensureSchedules(boss: PgBoss): Promise<void> {
  for (const [name, cron] of Object.entries(SCHEDULES)) await boss.schedule(name, cron, {});
}
