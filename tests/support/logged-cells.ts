import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILES = ['customers.csv', 'customers-faults.csv', 'orders.csv'];

/** Names, e-mail addresses and passwords of the sample files and accounts that end-to-end tests work with. */
export function cellsOfSamples(): string[] {
  const text = FILES.map((name) =>
    readFileSync(fileURLToPath(new URL(`../../examples/csv/${name}`, import.meta.url)), 'utf8'),
  ).join('\n');
  const cells = text.split(/[;,"\r\n]+/).map((cell) => cell.trim());
  // Long enough, and of a form that no id, address or sentence of a log has by chance.
  const telling = cells.filter(
    (cell) => cell.length > 6 && (/@/.test(cell) || /^\p{Lu}\p{L}+ \p{Lu}/u.test(cell)),
  );
  return [...new Set([...telling, 'practice-password', 'a plain long sentence'])];
}

/** What web and worker printed, out of everything that `npm start` printed. */
export function logsOf(lines: readonly string[]): string[] {
  return lines.filter((line) => /^(web|worker)\s+\|/.test(line));
}

/** Each line that repeats a cell, with that cell. */
export function placesWithCells(lines: readonly string[]): string[] {
  const cells = cellsOfSamples();
  return lines.flatMap((line) =>
    cells.filter((cell) => line.includes(cell)).map((cell) => `${cell} in ${line}`),
  );
}
