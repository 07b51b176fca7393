import { ValidationError } from './errors';

const VERSION = 1;
export type CursorValue = string | number | null;

/** Opaque, versioned keyset cursor: base64url JSON of the last row's sort values. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([VERSION, ...values])).toString('base64url');
}

/** @throws ValidationError `cursor_invalid` when the text is not a cursor of this list (`length` values). */
export function decodeCursor(text: string, length: number): CursorValue[] {
  const values = parse(text);
  if (values?.[0] !== VERSION || values.length !== length + 1) {
    throw invalidCursor();
  }
  return values.slice(1);
}

export function invalidCursor(): ValidationError {
  return new ValidationError(
    'cursor_invalid',
    'The cursor is not one that this list returned: leave it out to start over.',
  );
}

function parse(text: string): CursorValue[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const isFlat =
      Array.isArray(value) && value.every((v) => v === null || ['string', 'number'].includes(typeof v));
    return isFlat ? (value as CursorValue[]) : null;
  } catch {
    return null;
  }
}
