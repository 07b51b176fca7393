/** Every character that `trim` takes for white space, for PostgreSQL's btrim. */
export const KEY_BLANKS =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/**
 * The key that a cell gives its row; empty for none. Blanks around it do not count, everything else does: an exact
 * comparison would let `A-1 ` run again after `A-1` was submitted.
 */
export function rowKey(cell: string | undefined): string {
  return (cell ?? '').trim();
}

/** Characters of a key that rows can be found by. */
export const KEY_START_LENGTH = 64;
