import { openQueue } from '../../lib/background/queue';
import { type BatchConfig, resolveBatchConfig } from '../../lib/config/batch-config';
import type { Environment } from '../../lib/config/env';
import { mailSettingsOf } from '../../lib/config/mail-settings';
import { publicUrl } from '../../lib/config/public-url';
import { createMailer } from '../../lib/mail/create-mailer';
import type { Context } from '../../lib/services/context';
import { findKeyRing } from '../../lib/services/secrets/open-key-ring';
import type { WorkerLogger } from '../log';
import { requireKeys } from '../plan/read-secrets';
import type { SessionKeeper } from '../sessions/session-keeper';
import { serveWebhooks } from '../webhooks/serve-webhooks';
import { keepSchedules } from './keep-schedules';
import { serveQueues } from './serve-queues';
import { serveRetention } from './serve-retention';
import { serveSignIns } from './serve-sign-ins';

interface BackgroundOptions {
  readonly env: Environment;
  /** For the queue: not through a pooler. */
  readonly directUrl: string;
}

interface BackgroundParts extends Pick<Context, 'db' | 'storage'> {
  readonly sessions: SessionKeeper;
  readonly log: WorkerLogger;
}

/**
 * Does what is no row: imports, sign-ins, webhooks, schedules, retention.
 * @returns what ends it
 */
export async function serveBackground(
  { env, directUrl }: BackgroundOptions,
  { log, sessions, ...parts }: BackgroundParts,
): Promise<() => Promise<void>> {
  const queue = await openQueue(directUrl, 'worker', (error) => log.warn({ err: error }, 'queue error'));
  const mail = mailSettingsOf(env);
  const mailer = mail ? createMailer(mail) : undefined;
  const context = systemContext(env, { ...parts, queue, mailer, batchConfig: resolveBatchConfig(env) });
  await serveQueues(queue, context, (error, name, payload) =>
    log.error({ err: error, queue: name, ...payload }, 'background work failed'),
  );
  await serveSignIns(queue, sessions, (error, session) =>
    log.warn({ err: error, session }, 'sign-in failed'),
  );
  const ending = new AbortController();
  await serveRetention(queue, context, log, ending.signal);
  const endWebhooks = await serveWebhooks(
    { ...context, actor: { type: 'system', name: 'webhooks' } },
    {
      allowHosts: env.FURROW_ALLOW_HOSTS,
      upstreamProxyUrl: env.HTTPS_PROXY,
      keys: () => requireKeys(findKeyRing(env)),
      onError: (error, delivery) => log.error({ err: error, delivery }, 'webhook error'),
    },
  );
  const schedules = keepSchedules(
    { ...context, actor: { type: 'system', name: 'schedule' } },
    ending.signal,
    (error, schedule) => log.error({ err: error, schedule }, 'schedule error'),
  );
  return async () => {
    ending.abort();
    await schedules;
    await queue.stop();
    await endWebhooks();
  };
}

function systemContext(
  env: Environment,
  parts: Pick<Context, 'db' | 'storage' | 'queue' | 'mailer'> & { batchConfig: BatchConfig },
): Context {
  return {
    ...parts,
    actor: { type: 'system', name: 'worker' },
    retentionDays: env.FURROW_RETENTION_DAYS,
    publicUrl: publicUrl(env),
  };
}
