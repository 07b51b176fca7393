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
  const parent = tmpdir();
  for (const name of readdirSync(parent)) {
    if (isLeftOver(name)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(parent, `${ownFolderPrefix()}${process.pid}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  moveTemporaryFolder(folder);
  return folder;
}

/** Process ids mean nothing to another machine that may share the folder. Short: sockets lie in it, whose paths must be. */
export function ownFolderPrefix(): string {
  return `furrow-worker-${createHash('sha256').update(hostname()).digest('hex').slice(0, 6)}-`;
}

function isLeftOver(name: string): boolean {
  if (!name.startsWith(ownFolderPrefix())) return false;
  const pid = Number(name.slice(ownFolderPrefix().length).split('-')[0]);
  return pid === process.pid || !isProcessAlive(pid);
}
