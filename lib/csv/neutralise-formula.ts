/** Also behind what is not seen: blanks, a BOM, zero-width and control characters. */
const FORMULA_START = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫]/u;
/** Where a reader took another separator, a quote of ours can stand first as well. */
const INNER_FORMULA_START = /^["\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫]/u;
const HIDDEN_START = /^[\t\r\n]/;
/** `-12.5`, `+1e5`, `-5 %`, `-$12.50`, `-1.234,56 €`, also with the narrow blanks that group digits. */
const AMOUNT = /^\s*[+-]?\s?\p{Sc}?\s?(\d+([.,'’\s]\d+)*[.,]?|[.,]\d+)(e[+-]?\d+)?\s?\p{Sc}?\s*%?\s*$/iu;
const PHONE = /^\s*\+\d+( ?\(\d+\))?[\d ]*$/;
const DASHES = /^\s*-+\s*$/;
/** A longer cell is no number. Bounds what the three patterns above can cost. */
const MAX_NUMBER_CHARS = 60;

/** Between these a reader sees cells of their own when it is told, or guesses, another separator than the file's. */
const FRAGMENTS: Readonly<Record<string, RegExp>> = {
  ',': /(?<=[;\t\r\n])[^;\t\r\n]+/g,
  ';': /(?<=[,\t\r\n])[^,\t\r\n]+/g,
  '\t': /(?<=[,;\r\n])[^,;\r\n]+/g,
};
const OTHER_FRAGMENTS = /(?<=[,;\t\r\n])[^,;\t\r\n]+/g;

/**
 * Puts an apostrophe before a cell that a spreadsheet would run as a formula, and inside a cell before what would be one
 * for a spreadsheet that splits lines at another separator (`a;=1+1` in a file with commas, where lists have `;`).
 * Amounts (`-12.5`, `-$5`, `+4`) and phone numbers (`+49 30 1234`) stay as they are, and so do dashes that stand for nothing.
 */
export function neutraliseFormula(cell: string, delimiter = ','): string {
  const inside = cell.replace(FRAGMENTS[delimiter] ?? OTHER_FRAGMENTS, neutraliseFragment);
  const isRun = HIDDEN_START.test(cell) || (FORMULA_START.test(cell) && !isHarmless(cell));
  return isRun ? `'${inside}` : inside;
}

function neutraliseFragment(fragment: string): string {
  return INNER_FORMULA_START.test(fragment) && !isHarmless(fragment) ? `'${fragment}` : fragment;
}

function isHarmless(text: string): boolean {
  if (text.length > MAX_NUMBER_CHARS) return false;
  return [AMOUNT, PHONE, DASHES].some((harmless) => harmless.test(text));
}
