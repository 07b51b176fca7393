import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../lib/config/env';
import { ConfigurationError } from '../lib/domain/errors';
import { forwardLines, spawnNode, waitForExit } from './spawn-node';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));
export const nextCommand = createRequire(import.meta.url).resolve('next/dist/bin/next');

// Everything a change of which can change the production build.
const sources = [
  'app',
  'lib',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const stampFile = join(projectFolder, '.next', 'furrow-sources-sha256');
const buildIdFile = join(projectFolder, '.next', 'BUILD_ID');

/**
 * The installed package holds the library and the command; Next compiles no page inside node_modules.
 * @throws ConfigurationError that says where the dashboard is
 */
export function requireDashboard(): void {
  if (existsSync(join(projectFolder, 'app'))) return;
  throw new ConfigurationError(
    'the dashboard is no part of the installed package: start it from a checkout of Furrow (npm ci && npm start). The package holds the library and the command "npx furrow".',
  );
}

/** Whether the production build is missing or older than its sources. */
export async function isBuildNeeded(): Promise<boolean> {
  if (!existsSync(buildIdFile) || !existsSync(stampFile)) return true;
  return readFileSync(stampFile, 'utf8') !== (await hashSources());
}

/**
 * Runs `next build`.
 * @throws Error with the compiler's output when it fails, or AbortError.
 */
export async function buildWeb(signal?: AbortSignal): Promise<void> {
  const child = spawnNode([nextCommand, 'build'], {
    cwd: projectFolder,
    env: childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
    ...(signal ? { signal } : {}),
  });
  const output: string[] = [];
  forwardLines(child, (line) => output.push(line));
  const code = await waitForExit(child);
  if (code !== 0) {
    throw new Error(
      `The dashboard could not be built (next build, exit code ${code}):\n${output.join('\n')}`,
    );
  }
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
