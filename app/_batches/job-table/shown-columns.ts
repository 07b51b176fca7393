import type { ColumnChoice } from '@/app/_components/data-table/use-column-choice';
import { OUTCOME_COLUMNS, type OutcomeColumn } from '@/lib/domain/export-format';

/** Columns of ours that can be hidden; number and status stay: which row it is, and how it stands. */
export const OWN_COLUMNS = ['automation', 'ended', 'took', 'tries', 'outcome'] as const;
export type OwnColumn = (typeof OWN_COLUMNS)[number];

/** How many of the file's columns are shown until the reader chooses. */
const FIRST_COLUMNS = 3;
const OUTPUT = 'output-';

/** What the table shows beside number and status, as its address says it. */
export interface ShownColumns {
  /** Positions of the file's columns. */
  readonly columns: readonly number[];
  readonly hidden: readonly OwnColumn[];
  /** Names of the outputs with a column of their own. */
  readonly outputs: readonly string[];
}

export const fileColumnId = (position: number) => `file-${position}`;
export const outputColumnId = (name: string) => `${OUTPUT}${name}`;

/** The first columns of the file; all of ours; no output, as the outcome says them all. */
export function firstChoice(headers: readonly string[]): ColumnChoice {
  return toChoice(headers, { columns: [...headers.keys()].slice(0, FIRST_COLUMNS), hidden: [], outputs: [] });
}

export function toChoice(
  headers: readonly string[],
  { columns, hidden, outputs }: ShownColumns,
): ColumnChoice {
  return Object.fromEntries([
    ...headers.map((_, position) => [fileColumnId(position), columns.includes(position)]),
    ...OWN_COLUMNS.map((id) => [id, !hidden.includes(id)]),
    ...outputs.map((name) => [outputColumnId(name), true]),
  ]);
}

export function toShownColumns(headers: readonly string[], choice: ColumnChoice) {
  const shown = Object.keys(choice).filter((id) => choice[id]);
  return {
    columns: [...headers.keys()].filter((position) => choice[fileColumnId(position)] !== false),
    hidden: OWN_COLUMNS.filter((id) => choice[id] === false),
    outputs: shown.filter((id) => id.startsWith(OUTPUT)).map((id) => id.slice(OUTPUT.length)),
  } satisfies ShownColumns;
}

/** What of a results file stands in a column of ours. */
const WRITTEN: Readonly<Record<OwnColumn, readonly OutcomeColumn[]>> = {
  automation: ['automation'],
  ended: ['started_at', 'ended_at'],
  took: ['duration_ms'],
  tries: ['attempts'],
  outcome: ['error_code', 'error_message', 'evidence'],
};

export interface WrittenColumns {
  readonly columns?: readonly number[];
  readonly outcome?: readonly OutcomeColumn[];
  readonly outputs?: readonly string[];
}

/** Which columns a file with what is shown has; absent: all of that kind. */
export function writtenColumns(
  headers: readonly string[],
  { columns, hidden, outputs }: ShownColumns,
): WrittenColumns {
  const left = hidden.flatMap((id) => WRITTEN[id]);
  return {
    ...(columns.length < headers.length && { columns }),
    ...(hidden.length > 0 && { outcome: OUTCOME_COLUMNS.filter((column) => !left.includes(column)) }),
    // The outcome says every output.
    ...(hidden.includes('outcome') && { outputs }),
  };
}
