/** What one cell looks like. Kinds that only a whole column can settle (`1,234`, `03/04/2026`) are kinds of their own. */
export const CELL_KINDS = [
  'blank',
  'text',
  'integer',
  'decimal-point',
  'decimal-comma',
  'grouped-point',
  'grouped-comma',
  'grouped-space',
  'point-or-group',
  'comma-or-group',
  'boolean',
  'email',
  'url',
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'dd.MM.yyyy',
  'dd-MM-yyyy',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'either/yyyy',
] as const;
export type CellKind = (typeof CELL_KINDS)[number];

const BLANK = CELL_KINDS.indexOf('blank');
const TEXT = CELL_KINDS.indexOf('text');
const INTEGER = CELL_KINDS.indexOf('integer');

/** More digits are an account or a card number, which nobody adds up. */
const MOST_DIGITS = 15;
const LONGEST_TYPED = 64;
const LONGEST_WORD = 5;
const BOOLEANS = new Set(
  'true false yes no ja nein oui non si sí no sim não tak nie y n on off'
    .split(' ')
    .concat('wahr', 'vrai', 'faux'),
);
const EMAIL = /^[^\s@",;<>()[\]]+@[^\s@.,;]+(?:\.[^\s@.,;]+)+$/;
const URL_LIKE = /^(?:https?:\/\/|www\.)[^\s/]+\.?[^\s]*$/i;
const TIME = String.raw`(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/])(\d{1,2})\2(\d{1,2})${TIME}$`);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})${TIME}$`);

const NUMBERS: readonly (readonly [CellKind, RegExp])[] = [
  ['point-or-group', /^[+-]?[1-9]\d{0,2}\.\d{3}$/],
  ['comma-or-group', /^[+-]?[1-9]\d{0,2},\d{3}$/],
  ['grouped-point', /^[+-]?[1-9]\d{0,2}(?:\.\d{3}){2,}$/],
  ['grouped-comma', /^[+-]?[1-9]\d{0,2}(?:,\d{3}){2,}$/],
  ['grouped-space', /^[+-]?[1-9]\d{0,2}(?:[ \u00a0\u202f'’]\d{3})+$/],
  ['decimal-point', /^[+-]?(?:\d+|[1-9]\d{0,2}(?:[, \u00a0\u202f'’]\d{3})+)?\.\d+$/],
  ['decimal-comma', /^[+-]?(?:\d+|[1-9]\d{0,2}(?:[. \u00a0\u202f'’]\d{3})+)?,\d+$/],
];

/** The index of the cell's kind in CELL_KINDS. Most cells are settled by their first character. */
export function classifyCell(written: string): number {
  const cell =
    isSpace(written.charCodeAt(0)) || isSpace(written.charCodeAt(written.length - 1))
      ? written.trim()
      : written;
  if (cell === '') return BLANK;
  const first = cell.charCodeAt(0);
  if (isDigit(first) || first === 0x2d || first === 0x2b || first === 0x2e || first === 0x2c) {
    return classifyNumeric(cell);
  }
  return classifyWord(cell);
}

function classifyNumeric(cell: string): number {
  if (cell.length > LONGEST_TYPED) return TEXT;
  const sign = isDigit(cell.charCodeAt(0)) ? 0 : 1;
  let at = sign;
  while (at < cell.length && isDigit(cell.charCodeAt(at))) at += 1;
  if (at === cell.length) return isCount(cell, sign) ? INTEGER : TEXT;
  const kind = NUMBERS.find(([, pattern]) => pattern.test(cell))?.[0] ?? dateKind(cell);
  if (kind !== null) return CELL_KINDS.indexOf(kind);
  return cell.includes('@') ? classifyWord(cell) : TEXT;
}

/** Leading zeros belong to codes, not to numbers. */
function isCount(cell: string, sign: number): boolean {
  const digits = cell.length - sign;
  if (digits === 0 || digits > MOST_DIGITS) return false;
  return digits === 1 || cell.charCodeAt(sign) !== 0x30;
}

function dateKind(cell: string): CellKind | null {
  const [, , separator, month, day] = YEAR_FIRST.exec(cell) ?? [];
  if (separator !== undefined) {
    if (!isMonth(month) || !isDay(day)) return null;
    return separator === '-' ? 'yyyy-MM-dd' : 'yyyy/MM/dd';
  }
  const [, one, mark, two] = YEAR_LAST.exec(cell) ?? [];
  if (mark === undefined) return null;
  const dayFirst = isDay(one) && isMonth(two);
  if (mark !== '/') return dayFirst ? (mark === '.' ? 'dd.MM.yyyy' : 'dd-MM-yyyy') : null;
  const monthFirst = isMonth(one) && isDay(two);
  if (dayFirst && monthFirst) return 'either/yyyy';
  return dayFirst ? 'dd/MM/yyyy' : monthFirst ? 'MM/dd/yyyy' : null;
}

function isMonth(text: string | undefined): boolean {
  return Number(text) >= 1 && Number(text) <= 12;
}

function isDay(text: string | undefined): boolean {
  return Number(text) >= 1 && Number(text) <= 31;
}

function classifyWord(cell: string): number {
  if (cell.length <= LONGEST_WORD && BOOLEANS.has(cell.toLowerCase())) return CELL_KINDS.indexOf('boolean');
  const at = cell.indexOf('@');
  if (at > 0 && cell.length <= 254 && EMAIL.test(cell)) return CELL_KINDS.indexOf('email');
  const first = cell.charCodeAt(0) | 0x20;
  if ((first === 0x68 || first === 0x77) && URL_LIKE.test(cell)) return CELL_KINDS.indexOf('url');
  return TEXT;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** May be white space: every such character is at most a space or beyond ASCII. */
function isSpace(code: number): boolean {
  return code <= 0x20 || code > 0x7f;
}
