import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the embedded cluster of one data folder lives. */
export type ClusterLocation = {
  /** Random; a wiped data folder gets another one and so never meets the old cluster. */
  readonly id: string;
  /** Holds `data` (PGDATA), the password and the server's log. */
  readonly home: string;
  readonly data: string;
  readonly serverLog: string;
  readonly passwordFile: string;
  /** What processes connect to in order to hold the cluster open; see guardian.ts. */
  readonly leaseAddress: string;
};

export const isRoot = process.getuid?.() === 0;

/** As root the server runs as another user, who cannot be trusted to reach the data folder. */
export const systemFolder = '/var/lib/furrow';

/** Finds the cluster of a data folder, naming it on first use; creates no cluster. */
export function locateCluster(dataDir: string): ClusterLocation {
  const id = readInstanceId(dataDir);
  const home = isRoot ? join(systemFolder, id) : join(dataDir, `postgres-${id}`);
  return {
    id,
    home,
    data: join(home, 'data'),
    serverLog: join(home, 'server.log'),
    passwordFile: join(home, 'password'),
    leaseAddress: leaseAddress(id),
  };
}

function readInstanceId(dataDir: string): string {
  const path = join(dataDir, 'instance');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    const aside = `${path}.${process.pid}`;
    writeFileSync(aside, `${randomBytes(12).toString('hex')}\n`);
    try {
      linkSync(aside, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(aside);
    }
  }
  const id = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{24}$/.test(id)) {
    throw new Error(
      `${path} is damaged: it must hold 24 hexadecimal digits. Restore it, or delete it to begin anew.`,
    );
  }
  return id;
}

/** Linux's abstract sockets and Windows' pipes vanish with their process: nothing stale can stay behind. */
function leaseAddress(id: string): string {
  if (process.platform === 'linux') return `\0furrow-${id}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\furrow-${id}`;
  return join(tmpdir(), `furrow-${id}.sock`);
}
