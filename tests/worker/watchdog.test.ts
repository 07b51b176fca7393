import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ownFolderPrefix } from '@/worker/own-folder';
import { waitUntil } from './support/process-state';

const PROGRAM = fileURLToPath(new URL('./support/watched-worker.ts', import.meta.url));
const STARTING = fileURLToPath(new URL('./support/starting-worker.ts', import.meta.url));
let worker: ChildProcess | undefined;

interface Started {
  readonly groupId: number;
  readonly folders: string[];
}

async function startWorker(...args: string[]): Promise<Started> {
  worker = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(worker.stdout ?? process.stdin, 'data');
  return JSON.parse(String(line)) as Started;
}

function groupMembers(groupId: number): string {
  return execFileSync('ps', ['-eo', 'pgid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim().startsWith(`${groupId} `) && !/^\s*\d+ Z/.test(line))
    .join('\n');
}

afterEach(() => {
  if (worker?.pid && worker.exitCode === null) worker.kill('SIGKILL');
});

describe('watchdog', () => {
  it('leaves no browser process and no folder after kill -9 of the worker', async () => {
    const { groupId, folders } = await startWorker();
    expect(folders.length).toBeGreaterThanOrEqual(2);
    expect(groupMembers(groupId)).not.toBe('');
    worker?.kill('SIGKILL');
    await waitUntil('the whole group is gone', () => groupMembers(groupId) === '');
    await waitUntil('the folders are gone', () => !folders.some((folder) => existsSync(folder)));
  });

  it('kills the browser of a stopped worker (SIGSTOP) when its lease has passed', async () => {
    const { groupId } = await startWorker('1500');
    const stoppedAtMs = performance.now();
    worker?.kill('SIGSTOP');
    expect(groupMembers(groupId)).not.toBe('');
    await waitUntil('the whole group is gone', () => groupMembers(groupId) === '');
    expect(performance.now() - stoppedAtMs).toBeLessThan(5000);
    worker?.kill('SIGCONT');
  });

  it('leaves the browser alone while the lease is extended in time', async () => {
    const { groupId } = await startWorker('60000');
    expect(groupMembers(groupId)).not.toBe('');
    worker?.kill('SIGKILL');
    await waitUntil('the whole group is gone', () => groupMembers(groupId) === '');
  });

  it('leaves no folder of a browser that was starting, nor of workers that are no more', async () => {
    const parent = await folderWithLeftOvers();
    const folder = await startStarting(parent);
    await waitUntil('a browser starts', () =>
      readdirSync(folder).some((name) => name.startsWith('playwright_')),
    );
    worker?.kill('SIGKILL');
    await waitUntil('the folder is gone', () => !existsSync(folder));
    expect(furrowFolders(parent)).toEqual([`${ownFolderPrefix()}${process.pid}-kept`]);
    rmSync(parent, { recursive: true, force: true });
  });

  it('leaves none in the temporary folder of a program that the worker is part of', async () => {
    const parent = await folderWithLeftOvers();
    await startStarting(parent, 'embedded');
    await waitUntil('a browser starts', () => browsersWith(parent).length > 0);
    worker?.kill('SIGKILL');
    await waitUntil('nothing is left', () => furrowFolders(parent).length === 1);
    expect(furrowFolders(parent)).toEqual([`${ownFolderPrefix()}${process.pid}-kept`]);
    await waitUntil('no browser is left', () => browsersWith(parent).length === 0);
    rmSync(parent, { recursive: true, force: true });
  });
});

/** A temporary folder in which a worker that was killed and one that lives have theirs. */
async function folderWithLeftOvers(): Promise<string> {
  const parent = mkdtempSync(join(tmpdir(), 'furrow-own-folder-'));
  const dead = spawn('true');
  await once(dead, 'exit');
  mkdirSync(join(parent, `${ownFolderPrefix()}${dead.pid}-left`));
  mkdirSync(join(parent, `${ownFolderPrefix()}${process.pid}-kept`));
  return parent;
}

/** @returns where its browser's profile will be */
async function startStarting(parent: string, ...args: string[]): Promise<string> {
  worker = spawn(process.execPath, ['--import', 'tsx', STARTING, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: parent },
  });
  const [line] = await once(worker.stdout ?? process.stdin, 'data');
  return String(line).trim();
}

const furrowFolders = (parent: string) => readdirSync(parent).filter((name) => name.startsWith('furrow-'));

/** Command lines of browsers with a profile there. */
function browsersWith(parent: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(`--user-data-dir=${parent}/`));
}
