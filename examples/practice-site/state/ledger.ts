import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

type LedgerLine = { readonly key: string; readonly at: string };

/** Counts accepted submissions per key: the proof that no row was submitted twice. */
export type Ledger = {
  readonly record: (key: string) => void;
  readonly submissions: (key: string) => number;
  /** All keys in the order of their first submission. */
  readonly list: () => { key: string; submissions: number }[];
  readonly reset: () => void;
  readonly close: () => void;
};

/** With `file`, submissions are appended to it before they are answered and read back at the next start. */
export function createLedger(file?: string): Ledger {
  const counts = new Map<string, number>();
  const count = (key: string): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { key } of file === undefined ? [] : readLines(file)) count(key);
  let descriptor = file === undefined ? null : openSync(file, 'a', 0o600);
  return {
    record(key) {
      if (descriptor !== null)
        writeSync(descriptor, `${JSON.stringify({ key, at: new Date().toISOString() })}\n`);
      count(key);
    },
    submissions: (key) => counts.get(key) ?? 0,
    list: () => [...counts].map(([key, submissions]) => ({ key, submissions })),
    reset() {
      if (file !== undefined) truncateSync(file);
      counts.clear();
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}

/** A last line without its newline was cut off by a crash before it was answered: it is taken away. */
function readLines(file: string): LedgerLine[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const completeBytes = bytes.lastIndexOf('\n') + 1;
  if (completeBytes < bytes.length) truncateSync(file, completeBytes);
  const lines = bytes.toString('utf8', 0, completeBytes).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as LedgerLine);
}
