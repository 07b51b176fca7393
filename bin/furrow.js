#!/usr/bin/env node
/*
 * `npx furrow`. Plain JavaScript that any Node can read: it goes over to the Node 24 that npm installed beside
 * Furrow when it was started by an older one, then runs the TypeScript of cli/.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 12)) {
  const { register } = await import('tsx/esm/api');
  register();
  await import('../cli/main.ts');
} else {
  const node = findBundledNode();
  if (node) {
    const result = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    });
    process.exitCode = result.status ?? 3;
  } else {
    console.error(
      `Furrow needs Node 22.12 or newer and runs on ${process.versions.node}. Get it from https://nodejs.org`,
    );
    process.exitCode = 3;
  }
}

function findBundledNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return folders.map((folder) => join(folder, name, 'bin', binary)).find((path) => existsSync(path));
}
