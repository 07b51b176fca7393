import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../supervisor/build';
import { type BenchReport, isMet } from './report';

/** Writes reports/bench-<name>.json. @returns its path within the project. */
export function writeReport(report: BenchReport): string {
  const path = join('reports', `bench-${report.name}.json`);
  const { name, title, verdicts, notes, measured } = report;
  const content = {
    name,
    title,
    machine: `${availableParallelism()} cores`,
    node: process.version,
    verdicts: verdicts.map((verdict) => ({ ...verdict, is_met: isMet(verdict) })),
    notes,
    measured,
  };
  mkdirSync(join(projectFolder, 'reports'), { recursive: true });
  writeFileSync(join(projectFolder, path), `${JSON.stringify(content, null, 2)}\n`);
  return path;
}
