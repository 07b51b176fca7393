import { CST, Lexer } from 'yaml';

export interface SizeFault {
  readonly code: string;
  readonly message: string;
}

const MAX_BYTES = 1_048_576;
const MAX_DEPTH = 60;
const MAX_TOKENS = 100_000;
const BRACKETS: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };
const TOO_LARGE = {
  code: 'document_too_large',
  message: 'The document is too large: 1 MB and 100,000 words and signs at most.',
};
export const TOO_DEEP = {
  code: 'document_too_deep',
  message: `The document nests deeper than ${MAX_DEPTH} levels.`,
};

/** Why a text is refused before anything parses it, or null. */
export function sizeFault(source: string): SizeFault | null {
  const isTooLong = source.length > MAX_BYTES || new TextEncoder().encode(source).length > MAX_BYTES;
  return isTooLong ? TOO_LARGE : structureFault(source);
}

/**
 * Judges, before the recursive parser runs, what would cost it too much: brackets and runs of `- - -` open levels,
 * and its time grows with the count of tokens. Levels by indentation cost so much text that the size limits them.
 */
function structureFault(source: string): SizeFault | null {
  let brackets = 0;
  let indicators = 0;
  let tokenCount = 0;
  let isScalarNext = false;
  for (const token of new Lexer().lex(source)) {
    if (++tokenCount > MAX_TOKENS) return TOO_LARGE;
    if (!isScalarNext) {
      brackets += BRACKETS[token] ?? 0;
      if (token === '-' || token === '?') indicators++;
      else if (token === '\n' || token === '\r\n') indicators = 0;
    }
    isScalarNext = token === CST.SCALAR;
    if (brackets > MAX_DEPTH || indicators > MAX_DEPTH) return TOO_DEEP;
  }
  return null;
}
