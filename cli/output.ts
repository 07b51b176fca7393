/** Exit codes of every command; scripts rely on them. */
export const EXIT = {
  ok: 0,
  /** The batch ended with failed, unconfirmed or stopped rows, or the id is not found. */
  problems: 1,
  /** Wrong usage or invalid input. */
  invalid: 2,
  /** The system failed. */
  failed: 3,
  /** The batch waits for a person. */
  waiting: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a command answers: one JSON document with `--json`, else text for people. */
export interface Output {
  readonly json: unknown;
  readonly text: string;
  readonly exitCode?: ExitCode;
}

/** Columns as wide as their widest cell; the last one is not padded. */
export function formatTable(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headers, ...rows].map((row) => row.map(oneLine));
  const widths = headers.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `name  value` lines with aligned values; null values are left out. */
export function formatFields(fields: Readonly<Record<string, string | number | null>>): string {
  const shown = Object.entries(fields).filter(([, value]) => value !== null);
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

const LONGEST_CELL = 60;

/** Cells come from anybody: control characters must not reach the terminal. */
function oneLine(text: string): string {
  const line = printable(text);
  return line.length > LONGEST_CELL ? `${line.slice(0, LONGEST_CELL - 1)}…` : line;
}

/** A text from anybody on one line of the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
