import { RE2JS } from 're2js';

/** A user's pattern: matches the whole text, in time linear in its length. */
export interface Pattern {
  matches(text: string): boolean;
}

const MAX_PATTERN_LENGTH = 1000;

/** What is wrong with a pattern (re2 syntax), or null. */
export function patternFault(source: string): string | null {
  if (source.length > MAX_PATTERN_LENGTH) return `is longer than ${MAX_PATTERN_LENGTH} characters`;
  try {
    RE2JS.compile(source);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `is no valid pattern (re2 syntax: no look-around, no back references): ${reason}`;
  }
}

/** Compiles a pattern that `patternFault` has passed. */
export function compilePattern(source: string): Pattern {
  const compiled = RE2JS.compile(source);
  return { matches: (text) => compiled.testExact(text) };
}
