import { newId } from '../lib/db/new-id';
import { allowedHosts } from '../supervisor/allowed-hosts';
import { findHeadedBrowser } from '../worker/browser/find-headed-browser';
import { createLogger } from '../worker/log';
import { startWorker } from '../worker/start-worker';
import type { Session } from './session';

/** A worker in this process with a browser that people see. It runs the one try it is told, and nothing else. */
export interface HeadedWorker {
  readonly id: string;
  runTry(tryId: string): void;
  stop(): Promise<void>;
}

/** @throws BatchEngineError `display_missing`, `browser_missing`, `browser_failed` */
export async function startHeadedWorker({ env, database }: Session): Promise<HeadedWorker> {
  const browser = await findHeadedBrowser(env.FURROW_CHROMIUM);
  const id = newId();
  const tryIds: string[] = [];
  const worker = await startWorker({
    env: { ...env, FURROW_ALLOW_HOSTS: allowedHosts(env) },
    databaseUrl: database.url,
    directUrl: database.directUrl,
    log: createLogger('ERROR'),
    slots: 1,
    browser,
    isHeaded: true,
    embedded: { id, batchIds: () => tryIds, prepareRow: (usual) => usual, onRow: () => undefined },
  });
  return { id, runTry: (tryId) => void tryIds.push(tryId), stop: () => worker.drain() };
}
