import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../../supervisor/build';
import { readPlaywrightSpecs, readVitestReport } from '../reports';
import { CHECKS_FILE } from './record-check';

/** What the tests of docs/reliability.md gave, counted from the reports of those that really ran. */
export interface FaultCount {
  /** `faults F 13/13, injection points I 11/11, violations 0` */
  readonly line: string;
  readonly isWhole: boolean;
}

/** A fault counts when its test passed and the check after it ran. */
export function countFaults(): FaultCount {
  const checks = readLines(CHECKS_FILE).map(
    (line) => JSON.parse(line) as { id: string; violations: readonly string[] },
  );
  const passed = new Set(
    [...passedInVitest(), ...passedEndToEnd()].map((title) => title.split(' ')[0] ?? ''),
  );
  const proven = (id: string) => passed.has(id) && checks.some((check) => check.id === id);
  const known = listedFaults();
  const faults = known.filter((id) => id.startsWith('F'));
  const points = known.filter((id) => id.startsWith('I'));
  const violations = checks.reduce((sum, check) => sum + check.violations.length, 0);
  const count = (ids: readonly string[]) => `${ids.filter(proven).length}/${ids.length}`;
  return {
    line: `faults F ${count(faults)}, injection points I ${count(points)}, violations ${violations}`,
    isWhole: known.every(proven) && violations === 0,
  };
}

/** The ids of the tables in docs/reliability.md. */
export function listedFaults(): string[] {
  return readLines('docs/reliability.md').flatMap((line) => /^\| ([FI]\d+) /.exec(line)?.[1] ?? []);
}

function passedInVitest(): string[] {
  const results = readVitestReport('all')?.testResults.flatMap((file) => file.assertionResults) ?? [];
  return results.filter(({ status }) => status === 'passed').map(({ title }) => title);
}

function passedEndToEnd(): string[] {
  return readPlaywrightSpecs()
    .filter(({ ok }) => ok)
    .map(({ title }) => title);
}

function readLines(path: string): string[] {
  const file = join(projectFolder, path);
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
