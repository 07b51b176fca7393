import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What axe said of one screen in one theme. */
export interface AxeLine {
  readonly screen: string;
  readonly theme: string;
  readonly rules: number;
  readonly violations: number;
}

const fileIn = (folder: string): string => join(folder, 'axe.jsonl');

/** Called by the tests, one line at a time: they may run at once. */
export function noteAxe(folder: string, line: AxeLine): void {
  appendFileSync(fileIn(folder), `${JSON.stringify(line)}\n`);
}

/** A line for each screen and theme, then all of them together; empty when no screen was looked at. */
export function axeReport(folder: string): string[] {
  if (!existsSync(fileIn(folder))) return [];
  const lines = readFileSync(fileIn(folder), 'utf8').trim().split('\n');
  const noted = lines.map((line) => JSON.parse(line) as AxeLine);
  const sum = (key: 'rules' | 'violations') => noted.reduce((total, line) => total + line[key], 0);
  const screens = new Set(noted.map(({ screen }) => screen)).size;
  return [
    ...noted.map(
      ({ screen, theme, rules, violations }) =>
        `axe ${screen.padEnd(42)} ${theme.padEnd(5)} rules ${rules}, violations ${violations}`,
    ),
    `axe screens ${screens}, rules checked ${sum('rules')}, violations ${sum('violations')}`,
  ];
}
