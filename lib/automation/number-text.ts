const PLAIN = /^([+-]?)(\d{1,30})(?:([.,])(\d{1,30}))?$/;

export type NumberText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly isAmbiguous: boolean };

/**
 * Reads a number as people write it in cells, strictly: a dot or comma as decimal sign, no thousands separators,
 * no exponent. `1,234` could be either and is refused; `0,234` and `12,5` could not. Digits are kept as written.
 */
export function readNumberText(source: string): NumberText {
  const match = PLAIN.exec(source.trim());
  if (!match) return { ok: false, isAmbiguous: false };
  const [, sign = '', whole = '', separator, fraction] = match;
  if (separator === undefined || fraction === undefined) return { ok: true, text: `${minus(sign)}${whole}` };
  const couldBeThousands = separator === ',' && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (couldBeThousands) return { ok: false, isAmbiguous: true };
  return { ok: true, text: `${minus(sign)}${whole}.${fraction}` };
}

function minus(sign: string): string {
  return sign === '-' ? '-' : '';
}
