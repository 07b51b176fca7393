import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isFromSources, tsxArguments } from '../tsx-arguments';
import { databaseUrl } from './database-url';
import { findForgottenClusters } from './forgotten';
import { type ClusterLocation, locateCluster } from './location';
import type { ServerSettings } from './postgres';

const openWithinMs = 120_000;
const knockAgainMs = 50;

export type LeaseOptions = {
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  readonly settings?: ServerSettings;
};

/** While it is held the cluster runs. `url` is that of the database made for Furrow's own role. */
export type Lease = {
  readonly url: string;
  /** The last one to release waits until the server has stopped. */
  release(): Promise<void>;
};

/**
 * Starts the cluster of a data folder, or joins the running one. Ends of this process that release nothing
 * (kill -9) end the lease as well.
 * @throws Error with the end of the server's log when it does not start.
 */
export async function openLease(options: LeaseOptions): Promise<Lease> {
  const location = locateCluster(options.dataDir);
  const log = options.log ?? (() => {});
  if (!existsSync(location.data)) announceFirstStart(location, options.dataDir, log);
  let socket = await acquire(location, options);
  let isReleased = false;

  const keep = (held: Socket): void => {
    held.on('data', (data) => {
      for (const line of data.toString().split('\n')) if (line.startsWith('notice ')) log(line.slice(7));
    });
    held.once('close', () => void (isReleased || renew()));
    held.unref();
  };
  const renew = async (): Promise<void> => {
    log('the guardian of the database ended; another takes over');
    try {
      socket = await acquire(location, options);
      keep(socket);
    } catch (error) {
      log(`the database cannot be kept: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  keep(socket);

  return {
    url: databaseUrl(location, 'furrow'),
    release: async () => {
      if (isReleased) return;
      isReleased = true;
      socket.ref();
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write('release\n');
      await closed;
    },
  };
}

function announceFirstStart(location: ClusterLocation, dataDir: string, log: (line: string) => void): void {
  log('creating the database cluster (first start)');
  for (const home of findForgottenClusters(location, dataDir)) {
    log(`${dataDir} was wiped; its old database is still in ${home}: remove it when nobody needs it`);
  }
}

/** Knocks until a guardian says `ready`; starts one when nobody answers. */
async function acquire(location: ClusterLocation, options: LeaseOptions): Promise<Socket> {
  const giveUpAt = Date.now() + openWithinMs;
  let guardian: ChildProcess | null = null;
  while (Date.now() < giveUpAt) {
    const answer = await knock(location);
    if (answer.kind === 'ready') return answer.socket;
    if (answer.kind === 'failed') throw new Error(answer.reason);
    if (guardian?.exitCode)
      throw new Error(`The database did not start:\n${readGuardianLog(options.dataDir)}`);
    const isGone = guardian === null || guardian.exitCode !== null;
    if (answer.kind === 'nobody' && isGone) guardian = startGuardian(options);
    await sleep(knockAgainMs);
  }
  throw new Error(`The database did not start within ${openWithinMs / 1000} s. See ${location.serverLog}.`);
}

type Answer =
  | { readonly kind: 'ready'; readonly socket: Socket }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'nobody' | 'stopping' };

function knock(location: ClusterLocation): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect(location.leaseAddress);
    let heard = '';
    const settle = (answer: Answer): void => {
      socket.removeAllListeners();
      socket.on('error', () => {});
      if (answer.kind !== 'ready') socket.destroy();
      resolve(answer);
    };
    socket.once('error', (error: NodeJS.ErrnoException) => {
      // Only a socket file can outlive its guardian.
      if (error.code === 'ECONNREFUSED' && process.platform === 'darwin')
        rmSync(location.leaseAddress, { force: true });
      settle({ kind: 'nobody' });
    });
    socket.once('close', () => settle({ kind: 'stopping' }));
    socket.on('data', (data) => {
      heard += data.toString();
      for (const line of heard.split('\n').slice(0, -1)) {
        if (line === 'ready') settle({ kind: 'ready', socket });
        else if (line === 'stopping') settle({ kind: 'stopping' });
        else if (line.startsWith('failed '))
          settle({ kind: 'failed', reason: JSON.parse(line.slice(7)) as string });
      }
    });
  });
}

/** In a session of its own: neither Ctrl-C nor the end of this process reaches it. */
function startGuardian(options: LeaseOptions): ChildProcess {
  mkdirSync(options.dataDir, { recursive: true });
  const output = openSync(guardianLog(options.dataDir), 'w', 0o600);
  const script = fileURLToPath(new URL(isFromSources ? 'guardian.ts' : 'guardian.js', import.meta.url));
  const settings = JSON.stringify(options.settings ?? {});
  const args = [...tsxArguments, script, options.dataDir, settings];
  const guardian = spawn(process.execPath, args, { detached: true, stdio: ['ignore', output, output] });
  guardian.unref();
  closeSync(output);
  return guardian;
}

function guardianLog(dataDir: string): string {
  return join(dataDir, 'database-guardian.log');
}

function readGuardianLog(dataDir: string): string {
  return readFileSync(guardianLog(dataDir), 'utf8').trim().split('\n').slice(-12).join('\n');
}
