import { DELIMITER_CANDIDATES } from './delimiters';

const BORDERS = new Set<string | undefined>([...DELIMITER_CANDIDATES, '\n', '\r', undefined]);

/**
 * Whether cells may be quoted by apostrophes: some stand between two of them, hardly one begins with an apostrophe
 * and does not end with one, and none begins with a double quote. One pass over the text.
 */
export function mayQuoteWithApostrophes(text: string): boolean {
  let opened = 0;
  let closed = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!BORDERS.has(at === 0 ? undefined : text[at - 1])) continue;
    if (text[at] === '"') return false;
    if (text[at] !== "'") continue;
    opened += 1;
    at = closingApostrophe(text, at + 1);
    if (at < text.length && BORDERS.has(text[at + 1])) closed += 1;
  }
  return closed >= 2 && closed >= opened * 0.9;
}

/** The place of the apostrophe that is not doubled, or the end of the text. */
function closingApostrophe(text: string, from: number): number {
  let at = text.indexOf("'", from);
  while (at !== -1 && text[at + 1] === "'") at = text.indexOf("'", at + 2);
  return at === -1 ? text.length : at;
}
