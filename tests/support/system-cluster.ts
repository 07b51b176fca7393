import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from '../../supervisor/cluster/postgres';

const run = promisify(execFile);

/** A PostgreSQL of this machine's packages, as opposed to the one that Furrow brings. */
export interface SystemCluster {
  readonly url: string;
  destroy(): Promise<void>;
}

/** Folder of the programs of one major version: FURROW_TEST_POSTGRES_<major>, or where Debian puts them; null when absent. */
export function findServerPrograms(major: number): string | null {
  const folders = [process.env[`FURROW_TEST_POSTGRES_${major}`], `/usr/lib/postgresql/${major}/bin`];
  return folders.find((folder) => folder && existsSync(join(folder, 'initdb'))) ?? null;
}

/** Starts a server on loopback, in a temporary folder; as user `postgres` when we are root, which PostgreSQL refuses. */
export async function startSystemCluster(programs: string): Promise<SystemCluster> {
  const home = mkdtempSync(join(tmpdir(), 'furrow-system-cluster-'));
  const owner = process.getuid?.() === 0 ? await idsOf('postgres') : null;
  if (owner) chownSync(home, owner.uid, owner.gid);
  const data = join(home, 'data');
  const call = (program: string, args: readonly string[]) =>
    run(join(programs, program), args, { cwd: home, ...(owner ?? {}) });
  const destroy = async () => {
    await call('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']).catch(() => undefined);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const port = await findFreePort();
    await call('initdb', ['-D', data, '-U', 'furrow', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']);
    const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories='' -c fsync=off -c max_connections=300`;
    await call('pg_ctl', ['-D', data, '-w', '-l', join(home, 'log'), '-o', settings, 'start']);
    return { url: `postgresql://furrow@127.0.0.1:${port}/postgres`, destroy };
  } catch (error) {
    await destroy();
    throw error;
  }
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const read = async (flag: string) => Number((await run('id', [flag, user])).stdout);
  return { uid: await read('-u'), gid: await read('-g') };
}
