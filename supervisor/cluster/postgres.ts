import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { findPostgresBinaries } from './binaries';
import type { ClusterLocation } from './location';
import { findServerUser } from './server-user';

const majorVersion = '18';
const startTimeoutSeconds = 60;
const stopTimeoutSeconds = 20;
const serverLogLimitBytes = 10 * 1024 * 1024;
export const clusterRole = 'furrow';

/** Lines of postgresql.conf, by name. */
export type ServerSettings = Readonly<Record<string, string>>;

/** Creates the cluster if there is none. UTF-8 with PostgreSQL's own C.UTF-8, whatever the machine's locale is. */
export function ensureCluster(location: ClusterLocation): 'created' | 'existing' {
  const { data, home, passwordFile } = location;
  if (existsSync(data)) {
    const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
    if (version === majorVersion) return 'existing';
    throw new Error(`${data} was made by PostgreSQL ${version}; this Furrow brings ${majorVersion}.`);
  }
  mkdirSync(dirname(home), { recursive: true, mode: 0o755 });
  mkdirSync(home, { recursive: true, mode: 0o700 });
  giveToServer(home);
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  // Made aside: an interrupted initdb leaves nothing that looks like a cluster.
  const aside = `${data}.new`;
  rmSync(aside, { recursive: true, force: true });
  const passwordCopy = join(home, 'initial-password');
  writeFileSync(passwordCopy, readFileSync(passwordFile), { mode: 0o600 });
  giveToServer(passwordCopy);
  try {
    run(location, 'initdb', [
      `--pgdata=${aside}`,
      `--username=${clusterRole}`,
      `--pwfile=${passwordCopy}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
  } finally {
    rmSync(passwordCopy);
  }
  writeFileSync(join(aside, 'postgresql.conf'), "include_if_exists = 'furrow.conf'\n", { flag: 'a' });
  renameSync(aside, data);
  return 'created';
}

/** Starts the server in a session of its own and waits until it answers. A running one is left as it is. */
export async function startServer(
  location: ClusterLocation,
  settings: ServerSettings,
  preferredPort?: number,
): Promise<void> {
  if (isServerRunning(location)) return;
  shortenServerLog(location.serverLog);
  let reason = '';
  for (let attempt = 0; attempt < 3; attempt++) {
    const port = attempt === 0 && preferredPort ? preferredPort : await findFreePort();
    writeSettings(location, { ...settings, port: String(port) });
    const wait = ['-w', '-t', String(startTimeoutSeconds)];
    const result = spawn(location, 'pg_ctl', [
      '-D',
      location.data,
      '-l',
      location.serverLog,
      ...wait,
      'start',
    ]);
    if (result.status === 0) return;
    reason = readServerLogTail(location);
    if (!/could not bind|could not create any TCP/i.test(reason)) break;
  }
  throw new Error(`PostgreSQL did not start. The end of ${location.serverLog}:\n${reason}`);
}

/** Ends all sessions and stops the server; a server that hangs is stopped the hard way (it recovers by itself). */
export function stopServer(location: ClusterLocation): void {
  for (const mode of ['fast', 'immediate']) {
    if (!isServerRunning(location)) return;
    const wait = ['-w', '-t', String(stopTimeoutSeconds)];
    spawn(location, 'pg_ctl', ['-D', location.data, '-m', mode, ...wait, 'stop']);
  }
}

export function isServerRunning(location: ClusterLocation): boolean {
  if (!existsSync(join(location.data, 'postmaster.pid'))) return false;
  return spawn(location, 'pg_ctl', ['-D', location.data, 'status']).status === 0;
}

/** Process id and port out of the server's own pid file, or null while there is none. */
export function readServerState(location: ClusterLocation): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(location.data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return null;
  }
}

export function readServerLogTail(location: ClusterLocation): string {
  if (!existsSync(location.serverLog)) return '';
  return readFileSync(location.serverLog, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}

function writeSettings(location: ClusterLocation, settings: ServerSettings): void {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  const path = join(location.data, 'furrow.conf');
  writeFileSync(path, lines.join(''), { mode: 0o600 });
  giveToServer(path);
}

function run(location: ClusterLocation, program: string, args: string[]): void {
  const result = spawn(location, program, args);
  if (result.status === 0) return;
  throw new Error(`${program} failed: ${result.error?.message ?? `${result.stderr}${result.stdout}`.trim()}`);
}

/** With a small environment of our own: PGDATA, PGPORT or LC_ALL of the caller must not change anything. */
function spawn(location: ClusterLocation, program: string, args: string[]) {
  const user = findServerUser();
  return spawnSync(join(findPostgresBinaries(), program), args, {
    cwd: location.home,
    env: { NODE_ENV: 'production', PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user ?? {}),
  });
}

function giveToServer(path: string): void {
  const user = findServerUser();
  if (!user) return;
  chownSync(path, user.uid, user.gid);
  chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600);
}

function shortenServerLog(path: string): void {
  if (existsSync(path) && statSync(path).size > serverLogLimitBytes) rmSync(path);
}

/** A port nobody listens on now; somebody else may take it before the server does, hence the retries above. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
