import '../supervisor/require-node';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../supervisor/build';
import { installBrowser } from '../supervisor/install-browser';
import { axeReport } from './support/axe-report';
import { countFaults } from './support/faults/count-faults';
import { listFailures } from './support/list-failures';
import { type Outcome, reportsFolder, runCheck, runPlaywright, runVitest } from './support/run-step';

/*
 * `npm test` runs everything, `npm run verify` the part without database and browser, `npm run test:long` what takes
 * longer. The last line counts: every static check is one, every test is one.
 */
const suite = process.argv[2] ?? 'all';
const startedAt = Date.now();

async function runStatic(): Promise<Outcome[]> {
  const folders = [
    'app',
    'bench',
    'cli',
    'examples',
    'lib',
    'prisma',
    'sdk',
    'supervisor',
    'tests',
    'worker',
    'proxy.ts',
  ];
  const present = folders.filter((name) => readdirSync(projectFolder).includes(name));
  return [
    // In sequence: on two processors they would only slow each other down and mix their output.
    await runCheck('format and lint', '@biomejs/biome/bin/biome', ['check', '.']),
    await runCheck('types', 'typescript/bin/tsc', ['--noEmit']),
    await runCheck('import rules', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
      ...present,
    ]),
    await runCheck('unused code', 'knip/bin/knip.js', []),
  ];
}

async function runSuite(): Promise<Outcome[]> {
  if (suite === 'long') {
    await installBrowser(console.log);
    return [await runVitest('long', ['--config', 'vitest.long.config.ts'])];
  }
  const fast = await runStatic();
  if (suite === 'fast') {
    return [...fast, await runVitest('fast', ['--project', 'unit', '--project', 'architecture'])];
  }
  await installBrowser(console.log);
  return [...fast, await runVitest('all', ['--coverage']), await runPlaywright()];
}

rmSync(join(projectFolder, reportsFolder), { recursive: true, force: true });
mkdirSync(join(projectFolder, reportsFolder), { recursive: true });
const outcomes = await runSuite();
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`\n${'step'.padEnd(20)} passed failed seconds`);
for (const outcome of outcomes) {
  const numbers = [outcome.passed, outcome.failed, Math.round(outcome.ms / 1000)];
  console.log(`${outcome.name.padEnd(20)} ${numbers.map((number) => String(number).padStart(6)).join(' ')}`);
}
for (const line of axeReport(join(projectFolder, reportsFolder))) console.log(line);
if (failed > 0) for (const failure of listFailures(suite)) console.log(`\n${failure}`);
console.log(`\n${Math.round((Date.now() - startedAt) / 1000)} s`);
const faults = suite === 'all' ? countFaults() : null;
if (faults) console.log(faults.line);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || faults?.isWhole === false ? 1 : 0);
