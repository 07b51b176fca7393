import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Behaviour } from './behaviour';
import { BEHAVIOURS } from './behaviours';

/*
 * `npm run compat:report`: runs the tests that hold the behaviours of the reference and prints a line for each. Fails
 * when a behaviour has neither a passed test nor a reason, and when a test of tests/compat stands for none.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const reportFile = 'reports/compat.json';

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

function runTests(): VitestReport {
  const named = BEHAVIOURS.flatMap(({ proof }) => ('file' in proof ? [proof.file] : []));
  mkdirSync(`${root}/reports`, { recursive: true });
  const args = [
    'run',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...new Set([...named, 'tests/compat']),
  ];
  spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], { cwd: root, stdio: 'inherit' });
  return JSON.parse(readFileSync(`${root}/${reportFile}`, 'utf8')) as VitestReport;
}

/** Status of every test by `file > title`; a title that stands twice in a file has passed when all have. */
function readStatuses(report: VitestReport): Map<string, string> {
  const statuses = new Map<string, string>();
  for (const { name, assertionResults } of report.testResults) {
    for (const { title, status } of assertionResults) {
      const key = `${relative(root, name)} > ${title}`;
      if (statuses.get(key) !== 'failed') statuses.set(key, status);
    }
  }
  return statuses;
}

function lineOf({ section, says, proof }: Behaviour, statuses: ReadonlyMap<string, string>) {
  if ('reason' in proof)
    return { isHeld: true, section, text: `  - ${says}\n      not carried over: ${proof.reason}` };
  const status = statuses.get(`${proof.file} > ${proof.title}`) ?? 'missing';
  const test = proof.title === says ? proof.file : `${proof.file}: ${proof.title}`;
  const isHeld = status === 'passed';
  return { isHeld, section, text: `  ${isHeld ? 'pass' : status.toUpperCase()}  ${says}\n      ${test}` };
}

const statuses = readStatuses(runTests());
const lines = BEHAVIOURS.map((behaviour) => lineOf(behaviour, statuses));
let section = '';
for (const line of lines) {
  if (line.section !== section) console.log(`\n${line.section}`);
  section = line.section;
  console.log(line.text);
}
const known = new Set(
  BEHAVIOURS.map(({ proof }) => ('file' in proof ? `${proof.file} > ${proof.title}` : '')),
);
const strays = [...statuses.keys()].filter((key) => key.startsWith('tests/compat/') && !known.has(key));
for (const stray of strays) console.log(`\nNo behaviour names this test: ${stray}`);
const failed = lines.filter((line) => !line.isHeld).length;
const reasons = BEHAVIOURS.filter(({ proof }) => 'reason' in proof).length;
console.log(
  `\n${lines.length} behaviours: ${lines.length - failed - reasons} held by a test that passed, ${reasons} not carried over for a reason, ${failed} open`,
);
process.exitCode = failed + strays.length > 0 ? 1 : 0;
