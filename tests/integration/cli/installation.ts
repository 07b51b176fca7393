import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { createTestDatabase } from '@/tests/support/database';
import { type FurrowAnswer, type FurrowProcess, furrow, startFurrow } from './furrow-process';

// Every command is a process of its own, and a machine may have other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Everything a command needs, apart from all other tests: database, data folder, practice site. */
export interface Installation {
  readonly folder: string;
  readonly db: Database;
  readonly site: PracticeSite;
  readonly env: Readonly<Record<string, string>>;
  run(...args: string[]): Promise<FurrowAnswer>;
  runWithInput(input: string, ...args: string[]): Promise<FurrowAnswer>;
  start(...args: string[]): FurrowProcess;
  /** Writes a file and gives its path. */
  file(name: string, content: string | Uint8Array): string;
  /** How much there is of everything that a command might leave behind. */
  leftovers(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export async function createInstallation(): Promise<Installation> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'furrow-cli-'));
  const site = await startPracticeSite({ port: 0 });
  const db = connectDatabase(database.url, { maxConnections: 2, applicationName: 'test' });
  const dataDir = join(folder, 'data');
  const env = {
    DATABASE_URL: database.url,
    FURROW_DATA_DIR: dataDir,
    FURROW_PRACTICE_PORT: String(site.port),
    FURROW_PUBLIC_URL: 'http://furrow.test',
  };
  const leftovers = async () => ({
    uploads: await db.prisma.upload.count(),
    batches: await db.prisma.batch.count(),
    automations: await db.prisma.automationVersion.count(),
    jobs: await db.prisma.job.count(),
    storedFiles: countFiles(join(dataDir, 'storage')),
    liveWorkers: await db.prisma.worker.count({ where: { stoppedAt: null } }),
  });
  return {
    ...{ folder, db, site, env, leftovers },
    run: (...args) => furrow(args, { env }),
    runWithInput: (input, ...args) => furrow(args, { env, input }),
    start: (...args) => startFurrow(args, { env }),
    file: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    close: async () => {
      await site.close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
      await database.drop();
    },
  };
}

function countFiles(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}
