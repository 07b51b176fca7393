import type { Binding, BindingChoices, BindingSource, Bindings } from '../domain/bindings';
import {
  type ColumnCandidate,
  createCandidateFinder,
  type FileColumn,
  inputNames,
  NORMALISED_CONFIDENCE,
} from './column-candidates';
import { type ColumnNames, columnNames } from './column-names';
import type { InputSpec } from './input-spec';
import { plainName } from './plain-name';

/** What feeds one input, and which other columns might. */
export interface InputBinding {
  readonly input: string;
  readonly binding: Binding | null;
  readonly source: BindingSource | null;
  /** 0 to 1; null without a binding. */
  readonly confidence: number | null;
  /** Columns with a similar name, the nearest first. */
  readonly candidates: readonly ColumnCandidate[];
}

export interface BoundInputs {
  /** Input -> column or constant, in the inputs' order. */
  readonly bindings: Bindings;
  /** Every input, in the automation's order. */
  readonly inputs: readonly InputBinding[];
  /** Required inputs that nothing feeds. */
  readonly unbound: readonly string[];
  /** Choices that name no input of the automation. */
  readonly unknownInputs: readonly string[];
  /** Chosen columns that the file does not have: a header, or a position from 1. */
  readonly missingColumns: readonly string[];
}

export interface BindOptions {
  /** What a person or program says; it wins over everything. */
  readonly chosen?: BindingChoices | undefined;
  /** What was used the last time for a file with these headers. */
  readonly remembered?: Bindings | undefined;
}

/** Fuzzy names below it are offered, not taken. */
const BIND_FROM = 0.78;
/** A second column nearer than this makes the first a guess. */
const CLEAR_LEAD = 0.1;

type Found = Omit<InputBinding, 'input' | 'candidates'>;
const NOTHING: Found = { binding: null, source: null, confidence: null };

/**
 * Binds inputs to a file's columns: what was chosen, then what was used the last time, then by the exact name, by the
 * name (or title) without case, accents and punctuation, and last by similar names. What two columns could mean is
 * bound to neither, and no column is taken twice for its similar name.
 */
export function bindInputs(
  inputs: Readonly<Record<string, InputSpec>>,
  columns: readonly FileColumn[],
  { chosen = {}, remembered = {} }: BindOptions = {},
): BoundInputs {
  const choices = new Map(Object.entries(chosen));
  const table = { columns, names: columnNames(columns.map(({ header }) => header)) };
  const missingColumns: string[] = [];
  const found = new Map<string, Found>();
  for (const [input, spec] of Object.entries(inputs)) {
    const choice = choices.get(input);
    if (choice === undefined) {
      found.set(input, byName(table, input, spec, recall(remembered, input, columns)));
      continue;
    }
    const binding = toBinding(choice, columns);
    if (binding) found.set(input, { binding, source: 'chosen', confidence: 1 });
    else missingColumns.push(missingName(choice));
  }
  const findCandidates = createCandidateFinder(columns);
  const candidates = new Map(
    Object.entries(inputs).map(([input, spec]) => [input, findCandidates(input, spec)]),
  );
  const open = Object.keys(inputs).filter((input) => !choices.has(input) && !found.get(input)?.binding);
  for (const [input, fuzzy] of bySimilarity(open, candidates, takenColumns(found))) found.set(input, fuzzy);
  const bound = Object.keys(inputs).map((input) => ({
    input,
    ...(found.get(input) ?? NOTHING),
    candidates: candidates.get(input) ?? [],
  }));
  return {
    bindings: Object.fromEntries(bound.flatMap(({ input, binding }) => (binding ? [[input, binding]] : []))),
    inputs: bound,
    unbound: bound.flatMap(({ input, binding }) => (!binding && inputs[input]?.required ? [input] : [])),
    unknownInputs: [...choices.keys()].filter((input) => !Object.hasOwn(inputs, input)),
    missingColumns,
  };
}

/** What a caller chose as a binding, or null when the file has no such column. */
export function toBinding(choice: BindingChoices[string], columns: readonly FileColumn[]): Binding | null {
  if (typeof choice === 'object' && 'constant' in choice) return choice;
  const column =
    typeof choice === 'string' ? columns.findIndex(({ header }) => header === choice) : choice.column;
  const header = columns[column]?.header;
  if (header === undefined) return null;
  const reading = typeof choice === 'object' ? choice.reading : undefined;
  return { column, header, ...(reading && { reading }) };
}

function missingName(choice: BindingChoices[string]): string {
  if (typeof choice === 'string') return choice;
  return 'column' in choice ? `column ${choice.column + 1}` : '';
}

/** A remembered column is found again by its header, wherever it stands; how it is read, each file tells anew. */
function recall(remembered: Bindings, input: string, columns: readonly FileColumn[]): Binding | null {
  const binding = Object.hasOwn(remembered, input) ? remembered[input] : undefined;
  if (!binding || 'constant' in binding) return binding ?? null;
  const same = columns[binding.column];
  if (same && plainName(same.header) === plainName(binding.header)) {
    return { column: binding.column, header: same.header };
  }
  return toBinding(binding.header, columns);
}

interface Table {
  readonly columns: readonly FileColumn[];
  readonly names: ColumnNames;
}

function byName(table: Table, input: string, spec: InputSpec, remembered: Binding | null): Found {
  const { names } = table;
  const exact = at(table, names.param(input) ?? names.exact(input));
  if (remembered && !(exact && 'column' in remembered && remembered.column === exact.column)) {
    return { binding: remembered, source: 'remembered', confidence: 1 };
  }
  if (exact) return { binding: exact, source: 'exact', confidence: 1 };
  const plain = new Set(inputNames(input, spec).flatMap((name) => names.plain(name) ?? []));
  const binding = plain.size === 1 ? at(table, [...plain][0]) : null;
  return binding ? { binding, source: 'normalised', confidence: NORMALISED_CONFIDENCE } : NOTHING;
}

function at({ columns }: Table, column: number | undefined): { column: number; header: string } | null {
  const header = column === undefined ? undefined : columns[column]?.header;
  return column === undefined || header === undefined ? null : { column, header };
}

function takenColumns(found: ReadonlyMap<string, Found>): Set<number> {
  return new Set(
    [...found.values()].flatMap(({ binding }) => (binding && 'column' in binding ? [binding.column] : [])),
  );
}

/** Inputs whose nearest free column leads clearly, over other columns and over other inputs that want it. */
function bySimilarity(
  open: readonly string[],
  candidates: ReadonlyMap<string, readonly ColumnCandidate[]>,
  taken: ReadonlySet<number>,
): [string, Found][] {
  const wishes = open.flatMap((input) => {
    const free = (candidates.get(input) ?? []).filter(({ column }) => !taken.has(column));
    const [first, second] = free;
    if (!first || first.confidence < BIND_FROM) return [];
    const isClear = !second || first.confidence - second.confidence >= CLEAR_LEAD;
    return isClear ? [{ input, ...first }] : [];
  });
  return wishes.flatMap((wish): [string, Found][] => {
    const { input, column, header, confidence } = wish;
    const rivals = wishes.filter((other) => other !== wish && other.column === column);
    if (rivals.some((rival) => confidence - rival.confidence < CLEAR_LEAD)) return [];
    return [[input, { binding: { column, header }, source: 'fuzzy', confidence }]];
  });
}
