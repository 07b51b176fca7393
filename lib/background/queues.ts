import type { PgBoss } from 'pg-boss';
import type { BackgroundName } from './payloads';

const HOUR_SECONDS = 3600;

interface QueueOptions {
  readonly retryLimit: number;
  readonly expireInSeconds: number;
  /** `exclusive`: one message at most waits or is handled, over all workers; another is not taken. */
  readonly policy?: 'exclusive';
  /** Seconds before the first retry; with `retryBackoff` each waits about twice as long as the one before. */
  readonly retryDelay?: number;
  readonly retryBackoff?: boolean;
  readonly retryDelayMax?: number;
}

// Reading, checking and importing start over cleanly, so a lost message may simply run again.
const QUEUES: Readonly<Record<BackgroundName, QueueOptions>> = {
  'read-upload': { retryLimit: 3, expireInSeconds: 6 * HOUR_SECONDS },
  'hash-upload': { retryLimit: 3, expireInSeconds: HOUR_SECONDS },
  'remove-abandoned-uploads': { retryLimit: 0, expireInSeconds: HOUR_SECONDS },
  'check-upload': { retryLimit: 3, expireInSeconds: 6 * HOUR_SECONDS },
  'import-batch': { retryLimit: 3, expireInSeconds: 6 * HOUR_SECONDS },
  // It goes on where it was; a batch does not end before all its rows are changed.
  'change-rows': { retryLimit: 1000, expireInSeconds: HOUR_SECONDS, retryDelay: 5 },
  // Each try brings an account closer to being locked.
  'sign-in-session': { retryLimit: 0, expireInSeconds: 600 },
  // For a worker that is lost meanwhile: what a receiver does not take gets another message.
  'send-webhook': {
    ...{ retryLimit: 10, expireInSeconds: 60 },
    ...{ retryDelay: 5, retryBackoff: true, retryDelayMax: HOUR_SECONDS },
  },
  // A mail server may be away for half a day.
  'send-notification-mail': {
    ...{ retryLimit: 20, expireInSeconds: 60 },
    ...{ retryDelay: 10, retryBackoff: true, retryDelayMax: HOUR_SECONDS },
  },
  // Somebody waits for it, and asks again.
  'send-password-reset': { retryLimit: 3, expireInSeconds: 60, retryDelay: 10, retryBackoff: true },
  'remove-old-events': { retryLimit: 1, expireInSeconds: HOUR_SECONDS },
  // They go on where they were. A message that comes while one is handled is not needed: each looks for all there is.
  retention: { policy: 'exclusive', retryLimit: 20, retryDelay: 60, expireInSeconds: 6 * HOUR_SECONDS },
  'remove-deleted': {
    ...{ policy: 'exclusive', retryLimit: 20, expireInSeconds: 6 * HOUR_SECONDS },
    ...{ retryDelay: 60 },
  },
  'remove-tries': { retryLimit: 1, expireInSeconds: HOUR_SECONDS },
  'forget-guesses': { retryLimit: 1, expireInSeconds: HOUR_SECONDS },
};

export const BACKGROUND_NAMES = Object.keys(QUEUES) as readonly BackgroundName[];

/** Makes the queues that are missing; called by the migration and again by every worker. */
export async function ensureQueues(boss: PgBoss): Promise<void> {
  for (const [name, options] of Object.entries(QUEUES)) {
    if (!(await boss.getQueue(name))) await boss.createQueue(name, { ...options, heartbeatSeconds: 60 });
  }
}

/** What comes round by itself, once for all workers; times are UTC. */
const SCHEDULES: Partial<Readonly<Record<BackgroundName, string>>> = {
  retention: '13 * * * *',
  'remove-abandoned-uploads': '23 * * * *',
  'forget-guesses': '33 * * * *',
  'remove-tries': '43 * * * *',
  'remove-old-events': '53 * * * *',
};

export async function ensureSchedules(boss: PgBoss): Promise<void> {
  for (const [name, cron] of Object.entries(SCHEDULES)) await boss.schedule(name, cron, {});
}
