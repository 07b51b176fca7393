import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { connectDatabase } from '@/lib/db/connect';
import { BatchEngine } from '@/sdk/index';
import { createTestDatabase } from './database';
import { killProgram } from './kill-program';

const automations = fileURLToPath(new URL('../../examples/automations', import.meta.url));

/** A library user's program: an engine with a database, a folder and a practice site of its own. */
export interface Library {
  readonly engine: BatchEngine;
  readonly site: PracticeSite;
  readonly databaseUrl: string;
  readonly folder: string;
  /** Another engine on the same database, as another program would have. It is closed with the rest. */
  anotherEngine(): BatchEngine;
  /** Writes a file and gives its path. */
  file(name: string, content: string | Uint8Array): string;
  /** A batch of these orders, run by another program that is killed after its first row. */
  killDuring(automation: string, orders: readonly string[]): Promise<string>;
  /** As if the leases of all workers had run out: nobody has to wait for that in a test. */
  forgetWorkers(): Promise<void>;
  /** How many uploads of this name are stored. */
  countUploads(filename: string): Promise<number>;
  /** A sample automation for this practice site, as a file. */
  automation(name: string): Promise<string>;
  close(): Promise<void>;
}

/** Quiet: what the library logs is looked at where it matters. */
const CONFIG = { logLevel: 'CRITICAL' } as const;

export async function openLibrary(): Promise<Library> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'furrow-compat-'));
  const site = await startPracticeSite({ port: 0 });
  const db = connectDatabase(database.url, { maxConnections: 2, applicationName: 'library-test' });
  const engines: BatchEngine[] = [];
  const anotherEngine = () => {
    const engine = new BatchEngine({
      databaseUrl: database.url,
      dataDir: join(folder, 'data'),
      allowHosts: [`127.0.0.1:${site.port}`],
      config: CONFIG,
    });
    engines.push(engine);
    return engine;
  };
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return {
    ...{ engine: anotherEngine(), anotherEngine, site, folder, file, databaseUrl: database.url },
    killDuring: (automation, orders) => {
      const path = file('killed.csv', `Order no\n${orders.join('\n')}\n`);
      const args = [database.url, join(folder, 'data'), path, automation, `127.0.0.1:${site.port}`];
      return killProgram(args, 'row 1');
    },
    forgetWorkers: async () => {
      await db.pool.query(`update worker set seen_at = now() - interval '1 minute'`);
    },
    countUploads: (filename) => db.prisma.upload.count({ where: { filename } }),
    automation: async (name) => {
      const source = await readFile(join(automations, `${name}.yaml`), 'utf8');
      return file(`${name}.yaml`, source.replaceAll('http://127.0.0.1:4010', site.url));
    },
    close: async () => {
      await Promise.all(engines.map((engine) => engine.close()));
      await db.close();
      await site.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
