/*
 * Owns one embedded cluster. Whoever needs the database holds a connection to this process (lease.ts); the kernel
 * closes it even after kill -9, so the leases need no files and no clean-up. Without leases the server is stopped.
 * Says to each lease, a line each: `ready`, `notice <text>`, `failed <text>` or `stopping`. Hears: `release`.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isProcessAlive } from '../../lib/config/is-process-alive';
import { countSessions } from './database-url';
import { rememberOwner } from './forgotten';
import { locateCluster } from './location';
import {
  ensureCluster,
  isServerRunning,
  readServerLogTail,
  readServerState,
  startServer,
  stopServer,
} from './postgres';

const lookAtServerEveryMs = 1000;
// A worker whose supervisor was killed drains for 10 s and still needs the database to give its rows back.
const graceAfterLostLeaseMs = 12_000;
const firstLeaseWithinMs = 30_000;
const restartsBeforeGivingUp = 5;

const [dataDir, settingsJson] = process.argv.slice(2);
if (!dataDir || !settingsJson) throw new Error('usage: guardian <data folder> <settings as JSON>');
const location = locateCluster(dataDir);
const settings = JSON.parse(settingsJson) as Record<string, string>;

const leases = new Set<Socket>();
let phase: 'starting' | 'ready' | 'stopping' = 'starting';
let endTimer: NodeJS.Timeout | undefined;
let restartCount = 0;

const server = createServer(accept);
server.once('error', (error: NodeJS.ErrnoException) => {
  // Another guardian was first: its leases are ours too.
  if (error.code === 'EADDRINUSE') process.exit(0);
  throw error;
});
server.listen(location.leaseAddress, () => void begin(server));
process.once('SIGTERM', () => void end(server));

async function begin(listening: Server): Promise<void> {
  endAfter(firstLeaseWithinMs);
  try {
    if (ensureCluster(location) === 'created') rememberOwner(location, dataDir ?? '');
    await startServer(location, settings);
  } catch (error) {
    await giveUp(listening, error instanceof Error ? error.message : String(error));
    return;
  }
  phase = 'ready';
  tellAll('ready');
  void watchServer(listening);
}

function accept(socket: Socket): void {
  if (phase === 'stopping') {
    socket.end('stopping\n');
    return;
  }
  leases.add(socket);
  clearTimeout(endTimer);
  let isReleased = false;
  socket.on('error', () => {});
  socket.on('data', (data) => {
    isReleased = data.toString().includes('release');
    leases.delete(socket);
    // The last one is told only when the server is gone: whoever releases can rely on it.
    if (leases.size > 0) socket.end();
    else void end(server, socket);
  });
  socket.on('close', () => {
    leases.delete(socket);
    if (leases.size === 0 && !isReleased && phase !== 'stopping') void endWhenUnused();
  });
  if (phase === 'ready') socket.write('ready\n');
}

/** After a lost lease: at the end of the grace, or as soon as nobody is connected to the server any more. */
async function endWhenUnused(): Promise<void> {
  endAfter(graceAfterLostLeaseMs);
  do await sleep(lookAtServerEveryMs);
  while (leases.size === 0 && phase === 'ready' && (await countSessions(location)) > 0);
  if (leases.size === 0) await end(server);
}

function endAfter(ms: number): void {
  clearTimeout(endTimer);
  endTimer = setTimeout(() => void end(server), ms);
}

async function end(listening: Server, ...waiting: Socket[]): Promise<void> {
  if (phase === 'stopping') return;
  phase = 'stopping';
  clearTimeout(endTimer);
  tellAll('stopping');
  stopServer(location);
  // Those who came meanwhile are told to come again; only then the address becomes free for the next guardian.
  await sleep(0);
  for (const socket of [...leases, ...waiting]) socket.destroySoon();
  listening.close(() => process.exit(0));
  setTimeout(() => process.exit(0), 1000).unref();
}

/** A server that dies (memory, a person) is started again at the same port, and its users are told why. */
async function watchServer(listening: Server): Promise<void> {
  let port = readServerState(location)?.port;
  while (phase === 'ready') {
    await sleep(lookAtServerEveryMs);
    const state = readServerState(location);
    if (phase !== 'ready' || (state && isProcessAlive(state.pid))) continue;
    if (isServerRunning(location)) continue;
    const reason = readServerLogTail(location).split('\n').at(-1) ?? '';
    if (++restartCount > restartsBeforeGivingUp) {
      await giveUp(listening, `PostgreSQL ended ${restartCount} times. Last words: ${reason}`);
      return;
    }
    tellAll(`notice PostgreSQL ended unexpectedly (${reason}); it is started again`);
    try {
      await startServer(location, settings, port);
    } catch (error) {
      await giveUp(listening, error instanceof Error ? error.message : String(error));
      return;
    }
    port = readServerState(location)?.port;
  }
}

async function giveUp(listening: Server, reason: string): Promise<void> {
  // A lease that knocked during a blocking call is accepted only on the next turn of the event loop.
  await sleep(200);
  tellAll(`failed ${JSON.stringify(reason)}`);
  await end(listening);
}

function tellAll(line: string): void {
  for (const socket of leases) socket.write(`${line}\n`);
}
