import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClusterLocation, isRoot, systemFolder } from './location';

const ownerFile = 'data-folder';

/** Writes beside the cluster which data folder it belongs to. */
export function rememberOwner(location: ClusterLocation, dataDir: string): void {
  writeFileSync(join(location.home, ownerFile), `${dataDir}\n`);
}

/**
 * Clusters that a data folder had before it was wiped. They are never used again and never deleted: they may hold
 * somebody's only copy. Only as root do clusters live outside their data folder.
 */
export function findForgottenClusters(location: ClusterLocation, dataDir: string): string[] {
  if (!isRoot || !existsSync(systemFolder)) return [];
  return readdirSync(systemFolder)
    .map((name) => join(systemFolder, name))
    .filter((home) => home !== location.home && readOwner(home) === dataDir);
}

function readOwner(home: string): string | null {
  try {
    return readFileSync(join(home, ownerFile), 'utf8').trim();
  } catch {
    return null;
  }
}
