import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Pool } from 'pg';
import { ownFolderPrefix } from '../../../worker/own-folder';
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

/** Each worker has one folder for all that it and its browsers write there. */
function findOldFolders({ tmpDir, workerPids }: LeakPlaces): string[] {
  const entries = existsSync(tmpDir) ? readdirSync(tmpDir) : [];
  const isKnown = (name: string) =>
    name.startsWith('tsx-') || workerPids.some((pid) => name.startsWith(`${ownFolderPrefix()}${pid}-`));
  const own = entries
    .filter((name) => !isKnown(name))
    .map((name) => `nobody uses the temporary file ${name}`);
  const folders = entries.filter((name) => name.startsWith(ownFolderPrefix()));
  return [...own, ...folders.flatMap((name) => findOldProfiles(join(tmpDir, name)))];
}

/** A browser has a folder of its own and a profile; each goes when it goes. */
function findOldProfiles(folder: string): string[] {
  const commands = listProcesses().map(({ command }) => command);
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  const isUsed = (name: string) => commands.some((command) => command.includes(join(folder, name)));
  const profiles = entries.filter((name) => name.startsWith('playwright_'));
  const downloads = entries.filter((name) => name.startsWith('furrow-browser-'));
  const used = profiles.filter(isUsed);
  return [
    ...profiles.filter((name) => !isUsed(name)).map((name) => `no browser uses the profile ${name}`),
    ...(downloads.length > used.length ? [`${downloads.length} folders for ${used.length} browsers`] : []),
  ];
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
