import { execFileSync } from 'node:child_process';
import { isRoot } from './location';

/** PostgreSQL refuses to run as root; then it runs as this user. */
const userName = 'postgres';

export type ServerUser = { readonly uid: number; readonly gid: number };

/** The user the server runs as, or null for the user we are. Creates it where it is missing (root only). */
export function findServerUser(): ServerUser | null {
  if (!isRoot) return null;
  const existing = lookUp();
  if (existing) return existing;
  execFileSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    userName,
  ]);
  const created = lookUp();
  if (!created)
    throw new Error(`The user ${userName} could not be created. Create it, or run Furrow as a normal user.`);
  return created;
}

function lookUp(): ServerUser | null {
  try {
    const read = (flag: string) => Number(execFileSync('id', [flag, userName], { stdio: 'pipe' }));
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return null;
  }
}
