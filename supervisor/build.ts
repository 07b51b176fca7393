import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../lib/config/env';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));
export const nextCommand = createRequire(import.meta.url).resolve('next/dist/bin/next');

// Everything a change of which can change the production build.
const sources = [
  'app',
  'lib',
  'public',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const stampFile = join(projectFolder, '.next', 'furrow-sources-sha256');
const buildIdFile = join(projectFolder, '.next', 'BUILD_ID');

/** Whether the production build is missing or older than its sources. */
export async function isBuildNeeded(): Promise<boolean> {
  if (!existsSync(buildIdFile) || !existsSync(stampFile)) return true;
  return readFileSync(stampFile, 'utf8') !== (await hashSources());
}

/**
 * Runs `next build`.
 * @throws Error with the compiler's output when it fails.
 */
export async function buildWeb(): Promise<void> {
  const child = spawn(process.execPath, [nextCommand, 'build'], {
    cwd: projectFolder,
    env: childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(`The dashboard could not be built (next build, exit code ${code}):\n${output}`);
  // Not before: Next completes tsconfig.json while it builds.
  writeFileSync(stampFile, await hashSources());
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await listFiles(source))
      hash
        .update(file)
        .update('\0')
        .update(await readFile(join(projectFolder, file)));
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  if (!existsSync(join(projectFolder, path))) return [];
  const entries = await readdir(join(projectFolder, path), { withFileTypes: true, recursive: true }).catch(
    () => null,
  );
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length))
    .sort();
}
