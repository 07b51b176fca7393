import type { SqlValues } from './sql-values';

/**
 * The condition that a job_key (`alias`) begins with a text: the two ends of a stretch of its index. `like` would be
 * asked of every key in it once more, and finds no index where a plan does not know its value.
 */
export function keyBeginsSql(alias: string, start: string, values: SqlValues): string {
  const behind = textBehind(start);
  const from = `${alias}.key_start >= ${values.add(start, 'text')}`;
  return behind === null ? from : `${from} and ${alias}.key_start < ${values.add(behind, 'text')}`;
}

const LAST_POINT = 0x10ffff;
const LAST_BEFORE_SURROGATES = 0xd7ff;
const FIRST_BEHIND_SURROGATES = 0xe000;

/** The first text, by bytes, behind all that begin with this one; null when there is none. */
export function textBehind(start: string): string | null {
  const points = Array.from(start, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === LAST_POINT) points.pop();
  const last = points.pop();
  if (last === undefined) return null;
  const next = last === LAST_BEFORE_SURROGATES ? FIRST_BEHIND_SURROGATES : last + 1;
  return String.fromCodePoint(...points, next);
}
