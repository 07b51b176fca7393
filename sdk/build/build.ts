import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeDeclarations } from './write-declarations';
import { writeModules } from './write-modules';

/*
 * `npm pack` runs this (prepack): the library as plain JavaScript with types, file by file in the folders of the
 * sources, so that everything that is looked for beside a module is found beside it here too.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const outFolder = process.argv[2] ?? join(root, 'dist');

/** Not imported by anything: looked for by their path. */
const PROGRAMS = ['supervisor/cluster/guardian.ts'];
const FILES = ['worker/browser/watchdog-process.mjs', 'worker/lean/page', 'prisma/migrations'];

rmSync(outFolder, { recursive: true, force: true });
await writeModules({ root, outFolder, entries: ['sdk/index.ts', ...PROGRAMS] });
writeDeclarations({ root, outFolder, entry: 'sdk/index.ts' });
for (const file of FILES) {
  mkdirSync(dirname(join(outFolder, file)), { recursive: true });
  cpSync(join(root, file), join(outFolder, file), { recursive: true });
}
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(outFolder, 'package.json'), `${JSON.stringify({ name, version, type: 'module' })}\n`);
