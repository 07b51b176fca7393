import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Pool } from 'pg';
import { descendants, listProcesses, processesWith } from '../processes';

/** Where a system's workers keep their files, and which of them live. */
export interface LeakPlaces {
  readonly storageDir: string;
  /** TMPDIR of its workers and of their browsers. */
  readonly tmpDir: string;
  readonly workerPids: readonly number[];
}

/** Processes without a living worker above them, stored files that no row knows, and temporary files that nobody uses. */
export async function findLeaks(pool: Pool, places: LeakPlaces): Promise<string[]> {
  return [...findOrphans(places), ...(await findStrayFiles(pool, places)), ...findOldFolders(places)];
}

function findOrphans({ tmpDir, workerPids }: LeakPlaces): string[] {
  const processes = listProcesses();
  const owned = new Set(workerPids.flatMap((pid) => [pid, ...descendants(pid, processes).map((p) => p.pid)]));
  return processesWith(`TMPDIR=${tmpDir}`, processes)
    .filter(({ pid }) => !owned.has(pid))
    .map(({ pid, command }) => `process ${pid} has no worker: ${command.slice(0, 80)}`);
}

async function findStrayFiles(pool: Pool, { storageDir }: LeakPlaces): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>('select storage_key as key from artifact');
  const known = new Set(rows.map(({ key }) => key));
  return filesBelow(join(storageDir, 'artifacts'))
    .map((path) => relative(storageDir, path))
    .filter((key) => !known.has(key))
    .map((key) => `no row knows the file ${key}`);
}

/** A browser has a folder of its own and a profile; each goes when it goes. */
function findOldFolders({ tmpDir, workerPids }: LeakPlaces): string[] {
  const processes = listProcesses();
  const browsers = workerPids
    .flatMap((pid) => descendants(pid, processes))
    .filter(({ command }) => command.includes('--user-data-dir=') && !command.includes('--type='));
  const profiles = new Set(browsers.map(({ command }) => /--user-data-dir=(\S+)/.exec(command)?.[1]));
  const entries = existsSync(tmpDir) ? readdirSync(tmpDir) : [];
  const downloads = entries.filter((name) => name.startsWith('furrow-browser-'));
  return [
    ...entries
      .filter((name) => name.startsWith('playwright_') && !profiles.has(join(tmpDir, name)))
      .map((name) => `no browser uses the profile ${name}`),
    ...(downloads.length > profiles.size
      ? [`${downloads.length} folders for ${profiles.size} browsers`]
      : []),
    ...entries
      .filter((name) => !/^(furrow-browser|playwright_|tsx-)/.test(name))
      .map((name) => `nobody uses the temporary file ${name}`),
  ];
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
