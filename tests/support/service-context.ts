import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openQueue } from '@/lib/background/queue';
import { type BatchConfigOptions, resolveBatchConfig } from '@/lib/config/batch-config';
import { connectDatabase } from '@/lib/db/connect';
import type { Actor } from '@/lib/domain/role';
import type { Context } from '@/lib/services/context';
import { createDiskStore } from '@/lib/storage/disk-store';
import { createTestDatabase } from './database';

/** What a test of the verbs needs: a database and a file store of its own; background work is called by hand. */
export interface ServiceContext {
  readonly context: Context;
  as(actor: Actor): Context;
  /** The same context with another CSV configuration. */
  withConfig(options: BatchConfigOptions): Context;
  /** Where files are stored. */
  readonly folder: string;
  /** Names of all stored files, with their folders. */
  storedFiles(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openServiceContext(): Promise<ServiceContext> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'furrow-services-'));
  const db = connectDatabase(database.url, { maxConnections: 5, applicationName: 'service-test' });
  const queue = await openQueue(database.url, 'sender');
  const context: Context = {
    db,
    queue,
    storage: createDiskStore(folder),
    actor: { type: 'system', name: 'test' },
    batchConfig: resolveBatchConfig({}),
    publicUrl: 'http://127.0.0.1',
  };
  return {
    context,
    folder,
    as: (actor) => ({ ...context, actor }),
    withConfig: (options) => ({ ...context, batchConfig: resolveBatchConfig({}, options) }),
    storedFiles: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    },
    close: async () => {
      await queue.stop();
      await db.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A request body in pieces of this many bytes. */
export async function* bodyOf(
  content: string | Uint8Array,
  pieceBytes = 64 * 1024,
): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}
