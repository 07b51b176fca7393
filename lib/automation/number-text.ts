/** The sign before the decimals. */
export type DecimalSign = '.' | ',';

const PLAIN = /^([+-]?)(\d{1,30})(?:([.,])(\d{1,30}))?$/;
/** Thousands stand apart by the other sign, a blank of any width, or an apostrophe: one of them all through. */
const BLANKS = String.raw` \u00a0\u2009\u202f'’`;
const LOCAL: Readonly<Record<DecimalSign, RegExp>> = {
  '.': localNumber(String.raw`\.`, ','),
  ',': localNumber(',', String.raw`\.`),
};

function localNumber(decimal: string, other: string): RegExp {
  const grouped = String.raw`[1-9]\d{0,2}([${BLANKS}${other}])\d{3}(?:\2\d{3}){0,9}`;
  return new RegExp(String.raw`^([+-]?)(?:${grouped}|\d{1,30})(?:${decimal}\d{1,30})?$`);
}

export type NumberText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly isAmbiguous: boolean };

/**
 * Reads a number as people write it in cells. With the decimal sign known, thousands may stand apart. Without it
 * strictly: a dot or comma as decimal sign, no thousands; `1,234` could be either and is refused, `0,234` and `12,5`
 * could not. No exponent; the minus may follow (`12,50-`). Gives the digits as written, with a dot.
 */
export function readNumberText(source: string, decimal?: DecimalSign): NumberText {
  const written = minusInFront(source.trim());
  return decimal === undefined ? readStrictly(written) : readLocally(written, decimal);
}

/** The decimal sign that a text can only have been written with; null when it could be either, or is no number. */
export function decimalEvidence(source: string): DecimalSign | null {
  const isPoint = readNumberText(source, '.').ok;
  if (isPoint === readNumberText(source, ',').ok) return null;
  return isPoint ? '.' : ',';
}

function readLocally(written: string, decimal: DecimalSign): NumberText {
  if (!LOCAL[decimal].test(written)) return { ok: false, isAmbiguous: false };
  const digits = [...written].filter((char) => /\d|-/.test(char) || char === decimal).join('');
  return { ok: true, text: digits.replace(',', '.') };
}

function readStrictly(written: string): NumberText {
  const match = PLAIN.exec(written);
  if (!match) return { ok: false, isAmbiguous: false };
  const [, sign = '', whole = '', separator, fraction] = match;
  const minus = sign === '-' ? '-' : '';
  if (separator === undefined || fraction === undefined) return { ok: true, text: `${minus}${whole}` };
  const couldBeThousands = separator === ',' && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (couldBeThousands) return { ok: false, isAmbiguous: true };
  return { ok: true, text: `${minus}${whole}.${fraction}` };
}

/** Some programs write the minus behind the number, some as the sign that mathematicians use. */
function minusInFront(written: string): string {
  const plain = written.replace(/^\u2212/, '-');
  return /^\d.*-$/.test(plain) ? `-${plain.slice(0, -1).trimEnd()}` : plain;
}
