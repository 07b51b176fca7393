import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from '../lib/config/is-process-alive';
import { moveTemporaryFolder } from '../lib/config/temporary-folder';

/**
 * Gives this process a temporary folder of its own, for browsers too: what a killed worker leaves behind is then in one place,
 * also what a browser had made that was only starting. The watchdog removes it, and the next worker those of processes that are
 * no more. For a process that is nothing but a worker.
 * @returns its path
 */
export function takeOwnFolder(): string {
  removeLeftOvers((pid) => pid === process.pid || !isProcessAlive(pid));
  const folder = makeFolder();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  moveTemporaryFolder(folder);
  return folder;
}

/**
 * The same for a worker inside another program, whose own temporary files stay where they are: a folder for its browsers alone. The
 * watchdog removes it. There may be several in one process.
 */
export function makeBrowserFolder(): string {
  removeLeftOvers((pid) => !isProcessAlive(pid));
  return makeFolder();
}

/** Process ids mean nothing to another machine that may share the folder. Short: sockets lie in it, whose paths must be. */
export function ownFolderPrefix(): string {
  return `furrow-worker-${createHash('sha256').update(hostname()).digest('hex').slice(0, 6)}-`;
}

function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), `${ownFolderPrefix()}${process.pid}-`));
}

function removeLeftOvers(isGone: (pid: number) => boolean): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(ownFolderPrefix())) continue;
    const pid = Number(name.slice(ownFolderPrefix().length).split('-')[0]);
    if (isGone(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
