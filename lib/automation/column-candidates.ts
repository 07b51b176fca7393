import type { InputSpec, InputType } from './input-spec';
import { type NameTokens, nameSimilarity, nameTokens } from './name-similarity';
import { plainName } from './plain-name';

/** What a file's reader may see in a column. */
export const COLUMN_TYPES = [
  'empty',
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'email',
  'url',
] as const;
type ColumnType = (typeof COLUMN_TYPES)[number];

export interface FileColumn {
  readonly header: string;
  readonly type?: ColumnType | undefined;
}

/** A column that may feed an input. */
export interface ColumnCandidate {
  readonly column: number;
  readonly header: string;
  /** 0 to 1 */
  readonly confidence: number;
}

export const NORMALISED_CONFIDENCE = 0.95;
const MAX_FUZZY_CONFIDENCE = 0.9;
const MIN_CONFIDENCE = 0.4;
const MAX_CANDIDATES = 5;
const TYPE_BONUS = 0.12;
const TYPE_PENALTY = 0.3;

/** Types that say a lot: few columns of a file have them. */
const TELLING: readonly InputType[] = ['email', 'url', 'date'];
/** Column types whose cells an input of this type cannot take. */
const UNFIT: Readonly<Partial<Record<InputType, readonly ColumnType[]>>> = {
  email: ['integer', 'number', 'boolean', 'date', 'url'],
  url: ['integer', 'number', 'boolean', 'date', 'email'],
  date: ['number', 'boolean', 'email', 'url'],
  number: ['date', 'email', 'url'],
  integer: ['date', 'email', 'url'],
  boolean: ['date', 'email', 'url'],
};

/** Finds the columns whose names resemble an input's name or title. The file's names are taken apart once. */
export function createCandidateFinder(columns: readonly FileColumn[]) {
  const prepared = columns.map(({ header, type }) => ({
    header,
    type,
    plain: plainName(header),
    tokens: nameTokens(header),
  }));
  return (input: string, spec: InputSpec): ColumnCandidate[] => {
    const names = inputNames(input, spec).map((name) => ({
      plain: plainName(name),
      tokens: nameTokens(name),
    }));
    return prepared
      .map((column, position) => ({
        column: position,
        header: column.header,
        confidence: confidenceOf(names, spec, column),
      }))
      .filter(({ confidence }) => confidence >= MIN_CONFIDENCE)
      .sort((a, b) => b.confidence - a.confidence || a.column - b.column)
      .slice(0, MAX_CANDIDATES);
  };
}

/** What an input is called: its name, and its title for people. */
export function inputNames(input: string, spec: InputSpec): string[] {
  return spec.title === undefined ? [input] : [input, spec.title];
}

interface Names {
  readonly plain: string;
  readonly tokens: NameTokens;
}

function confidenceOf(
  names: readonly Names[],
  spec: InputSpec,
  column: Names & { readonly type?: ColumnType | undefined },
): number {
  if (names.some(({ plain }) => plain !== '' && plain === column.plain)) return NORMALISED_CONFIDENCE;
  const similarity = Math.max(...names.map(({ tokens }) => nameSimilarity(tokens, column.tokens)));
  if (similarity < MIN_CONFIDENCE) return 0;
  const fitted = similarity + typeEffect(spec.type, column.type);
  return Math.round(Math.max(0, Math.min(MAX_FUZZY_CONFIDENCE, fitted)) * 100) / 100;
}

function typeEffect(input: InputType, column: ColumnType | undefined): number {
  if (column === undefined) return 0;
  if (input === column && TELLING.includes(input)) return TYPE_BONUS;
  return UNFIT[input]?.includes(column) ? -TYPE_PENALTY : 0;
}
