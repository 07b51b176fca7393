import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLease } from '@/supervisor/cluster/lease';
import { type ClusterLocation, isRoot, locateCluster } from '@/supervisor/cluster/location';
import { readServerState } from '@/supervisor/cluster/postgres';
import { openDatabase } from '@/supervisor/open-database';
import { tsxArguments } from '@/supervisor/tsx-arguments';

let root: string;
let dataDir: string;
let location: ClusterLocation;
const holders: ChildProcess[] = [];

beforeEach(() => {
  // mkdtemp makes a 0700 folder: as root the server's user cannot enter it, as below a private home.
  root = mkdtempSync(join(tmpdir(), 'furrow-cluster-'));
  dataDir = join(root, 'data folder');
  mkdirSync(dataDir);
  location = locateCluster(dataDir);
});
afterEach(async () => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL');
  await waitUntilStopped();
  rmSync(location.home, { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
});

async function select<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function waitFor(what: string, isDone: () => boolean): Promise<void> {
  for (let look = 0; look < 200; look++) {
    if (isDone()) return;
    await sleep(100);
  }
  throw new Error(`not seen within 20 s: ${what}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function waitUntilStopped(): Promise<void> {
  return waitFor('the server has stopped', () => readServerState(location) === null);
}

async function holdInAnotherProcess(): Promise<{ holder: ChildProcess; url: string }> {
  const script = fileURLToPath(new URL('hold-lease.ts', import.meta.url));
  const holder = fork(script, [dataDir], { execArgv: [...tsxArguments] });
  holders.push(holder);
  const [url] = (await once(holder, 'message')) as [string];
  return { holder, url };
}

describe('the embedded cluster', () => {
  it('starts as UTF-8 with the builtin locale, whatever the machine has, and stops with its last lease', async () => {
    const first = await openLease({ dataDir });
    const second = await openLease({ dataDir });
    expect(second.url).toBe(first.url);
    const maintenance = first.url.replace(/furrow$/, 'postgres');
    const rows = await select<Record<string, string>>(
      maintenance,
      "select pg_encoding_to_char(encoding) as encoding, datlocprovider::text as provider, datlocale as locale from pg_database where datname = 'postgres'",
    );
    expect(rows).toEqual([{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' }]);
    await first.release();
    await expect(select(maintenance, 'select 1')).resolves.toHaveLength(1);
    const pid = readServerState(location)?.pid ?? 0;
    await second.release();
    await waitFor('the server process has ended', () => !isAlive(pid));
    expect(existsSync(join(location.data, 'postmaster.pid'))).toBe(false);
  });

  it('keeps its data from one start to the next', async () => {
    const first = await openDatabase({ dataDir });
    await select(first.url, "create table kept as select 'yes' as answer");
    await first.release();
    const again = await openDatabase({ dataDir });
    expect(await select(again.url, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
    await again.release();
  });

  it('is shared by processes, and outlives the one that started it', async () => {
    const { holder, url } = await holdInAnotherProcess();
    const ours = await openLease({ dataDir });
    expect(ours.url).toBe(url);
    holder.send('release');
    await once(holder, 'exit');
    await expect(select(ours.url.replace(/furrow$/, 'postgres'), 'select 1')).resolves.toHaveLength(1);
    await ours.release();
    expect(readServerState(location)).toBeNull();
  });

  it('stops by itself when its only user is killed with kill -9', async () => {
    const { holder } = await holdInAnotherProcess();
    const pid = readServerState(location)?.pid ?? 0;
    holder.kill('SIGKILL');
    await waitFor('the server process has ended', () => !isAlive(pid));
    expect(readServerState(location)).toBeNull();
  });

  it('is started again at the same address when the server is killed', async () => {
    const heard: string[] = [];
    const lease = await openLease({ dataDir, log: (line) => heard.push(line) });
    process.kill(readServerState(location)?.pid ?? 0, 'SIGKILL');
    await waitFor('a notice', () => heard.some((line) => line.includes('ended unexpectedly')));
    const maintenance = lease.url.replace(/furrow$/, 'postgres');
    for (let look = 0; look < 100; look++) {
      const rows = await select(maintenance, 'select 1').catch(() => null);
      if (rows) break;
      await sleep(100);
    }
    await expect(select(maintenance, 'select 1')).resolves.toHaveLength(1);
    await lease.release();
  });

  it('is not met again by a data folder that was wiped', async () => {
    const first = await openDatabase({ dataDir });
    await select(first.url, 'create table old (a int)');
    await first.release();
    const oldHome = location.home;
    rmSync(dataDir, { recursive: true });
    location = locateCluster(dataDir);
    expect(location.home).not.toBe(oldHome);
    const heard: string[] = [];
    const second = await openDatabase({ dataDir, log: (line) => heard.push(line) });
    if (isRoot) expect(heard.join()).toContain(`its old database is still in ${oldHome}`);
    expect(await select(second.url, "select 1 from pg_tables where tablename = 'old'")).toEqual([]);
    await second.release();
    rmSync(oldHome, { recursive: true, force: true });
  });

  it('keeps its password from others', async () => {
    const lease = await openLease({ dataDir });
    expect(readFileSync(location.passwordFile, 'utf8')).toHaveLength(32);
    const wrong = new URL(lease.url.replace(/furrow$/, 'postgres'));
    wrong.password = 'guess';
    await expect(select(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    await lease.release();
  });
});

describe('openDatabase', () => {
  it('starts nothing when there is a DATABASE_URL', async () => {
    const databaseUrl = 'postgresql://somebody@db.example:5432/furrow';
    const database = await openDatabase({ dataDir, databaseUrl });
    expect(database).toMatchObject({ url: databaseUrl, directUrl: databaseUrl, isEmbedded: false });
    await database.release();
    expect(existsSync(location.data)).toBe(false);
  });
});
