import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { childEnvironment } from '../../lib/config/env';

const FOLDER = new URL('./peers/', import.meta.url);
const INSTALL_TIMEOUT_MS = 300_000;

/** Installs the packages that Furrow is compared with, when they are missing. Nothing else needs them. */
export async function installPeers(log: (line: string) => void): Promise<void> {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', FOLDER), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const isThere = (name: string) => existsSync(new URL(`node_modules/${name}/package.json`, FOLDER));
  if (Object.keys(dependencies).every(isThere)) return;
  log('installing the packages to compare with (npm ci in bench/run/peers)');
  await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: fileURLToPath(FOLDER),
    env: childEnvironment({}),
    timeout: INSTALL_TIMEOUT_MS,
  });
}
