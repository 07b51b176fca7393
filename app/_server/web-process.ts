import { log } from '@/app/_server/log';
import { type Auth, createAuth } from '@/lib/auth/auth';
import { openQueue } from '@/lib/background/queue';
import { resolveBatchConfig } from '@/lib/config/batch-config';
import { type Environment, readEnvironment } from '@/lib/config/env';
import { mailSettingsOf } from '@/lib/config/mail-settings';
import { publicUrl as publicUrlOf } from '@/lib/config/public-url';
import { signInProviderOf } from '@/lib/config/sign-in-provider';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { ConfigurationError } from '@/lib/domain/errors';
import type { Actor } from '@/lib/domain/role';
import { createMailer, type Mailer } from '@/lib/mail/create-mailer';
import type { KeyRing } from '@/lib/secrets/key-ring';
import type { Context } from '@/lib/services/context';
import { openKeyRing } from '@/lib/services/secrets/open-key-ring';
import { openArtifactStore } from '@/lib/storage/open-artifact-store';
import { type BatchHub, createBatchHub } from './batch-hub';
import { openProviderDoor, type ProviderDoor } from './provider-door';

const DATABASE_CONNECTIONS = 5;

/** What all requests of this process share. */
export interface WebProcess {
  readonly env: Environment;
  readonly auth: Auth;
  /** Signing in through a provider, when one is configured. */
  readonly providerDoor: ProviderDoor | null;
  /** What seals secrets. */
  readonly keys: KeyRing;
  /** Address people use; links are made from it when FURROW_PUBLIC_URL is set. */
  readonly publicUrl: string;
  readonly hub: BatchHub;
  readonly parts: Pick<Context, 'db' | 'queue' | 'storage' | 'batchConfig' | 'mailer'>;
  close(): Promise<void>;
}

// Pages and route handlers are bundled apart: a module variable would open everything twice.
const slot = Symbol.for('furrow.web-process');
const shared = globalThis as { [slot]?: Promise<WebProcess> | undefined };

/** The process's connections, opened by the first request that needs them. A failed opening is tried again. */
export function webProcess(): Promise<WebProcess> {
  shared[slot] ??= openWebProcess().catch((error: unknown) => {
    shared[slot] = undefined;
    throw error;
  });
  return shared[slot];
}

/** Closes what `webProcess` opened, for tests. */
export async function closeWebProcess(): Promise<void> {
  const opened = shared[slot];
  shared[slot] = undefined;
  await (await opened)?.close();
}

/** The context of one request. @param host its Host header: links lead back to the address the person uses. */
export function contextFor(web: WebProcess, actor: Actor, host: string | null): Context {
  const own = web.env.FURROW_PUBLIC_URL || !host ? web.publicUrl : `http://${host}`;
  return { ...web.parts, actor, publicUrl: own };
}

async function openWebProcess(): Promise<WebProcess> {
  const env = readEnvironment();
  const url = env.DATABASE_URL;
  if (!url) throw new ConfigurationError('DATABASE_URL is required: `npm start` sets it for the web process');
  const db = connectDatabase(url, {
    maxConnections: DATABASE_CONNECTIONS,
    applicationName: 'furrow-web',
  });
  const { key, ring: keys } = await openKeys(db, env);
  const directUrl = env.DIRECT_DATABASE_URL ?? url;
  const queue = await openQueue(directUrl, 'sender', (error) => log.warn({ err: error }, 'queue error'));
  const publicUrl = publicUrlOf(env);
  const storage = openArtifactStore(env);
  const parts = {
    db,
    queue,
    storage,
    mailer: openMailer(env),
    batchConfig: resolveBatchConfig(env),
    allowsEvaluate: env.FURROW_ALLOW_EVALUATE,
    retentionDays: env.FURROW_RETENTION_DAYS,
  };
  const watcher: Actor = { type: 'system', name: 'batch hub' };
  const hub = createBatchHub({ ...parts, publicUrl, actor: watcher }, directUrl);
  const provider = signInProviderOf(env);
  return {
    ...{ env, publicUrl, parts, hub, keys },
    auth: createAuth({ db, secret: key, publicUrl }),
    providerDoor: provider && openProviderDoor({ db, secret: key, publicUrl }, provider),
    close: async () => {
      await hub.close();
      await queue.stop();
      await db.close();
    },
  };
}

function openMailer(env: Environment): Mailer | undefined {
  const settings = mailSettingsOf(env);
  return settings
    ? createMailer({ ...settings, onError: (error) => log.warn({ err: error }, 'a mail was not sent') })
    : undefined;
}

async function openKeys(db: Database, env: Environment) {
  try {
    return await openKeyRing(db, env);
  } catch (error) {
    await db.close();
    throw error;
  }
}
