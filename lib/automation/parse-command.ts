/** What a cell such as `@order-status order_id="AB-0001"` says: an automation, and texts for some of its inputs. */
export interface Command {
  readonly name: string;
  /** A map, so that no name from a file ever reaches an object's prototype. */
  readonly values: ReadonlyMap<string, string>;
}

export type CommandProblemCode =
  | 'command_too_long'
  | 'command_no_name'
  | 'command_quote_open'
  | 'command_not_pair'
  | 'command_key_twice';

export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly code: CommandProblemCode; readonly message: string };

const MAX_LENGTH = 20_000;
const MAX_PAIRS = 200;
const BLANK = /\s/u;
/** An apostrophe that an export put there so that no spreadsheet runs the cell, and not one around the name. */
const GUARDED = /^'@(?![a-z0-9-]*'(?:\s|$))/;

/**
 * Reads a command: a name (a leading @ is optional), then `key=value` pairs apart by blanks. Single and double quotes
 * keep blanks; a backslash takes a quote, a blank or a backslash as it is. One pass, whatever the cell contains.
 */
export function parseCommand(cell: string): ParsedCommand {
  if (cell.length > MAX_LENGTH) {
    return bad('command_too_long', `has more than ${MAX_LENGTH.toLocaleString('en')} characters`);
  }
  const words = splitWords(GUARDED.test(cell) ? cell.slice(1) : cell);
  if (words === null) return bad('command_quote_open', 'has a quote that is not closed');
  const [first, ...pairs] = words;
  const name = first?.text.replace(/^@/, '') ?? '';
  if (name === '') return bad('command_no_name', 'names no automation');
  if (pairs.length > MAX_PAIRS) return bad('command_too_long', `has more than ${MAX_PAIRS} values`);
  const values = new Map<string, string>();
  for (const { text, equalsAt } of pairs) {
    if (equalsAt < 1) {
      return bad('command_not_pair', 'has a word that is no key=value: put texts with blanks in quotes');
    }
    const key = text.slice(0, equalsAt);
    if (values.has(key)) return bad('command_key_twice', 'gives a value twice');
    values.set(key, text.slice(equalsAt + 1));
  }
  return { ok: true, command: { name, values } };
}

interface Word {
  readonly text: string;
  /** Where the first = outside quotes stands in the text; -1 when there is none. */
  readonly equalsAt: number;
}

/** The words of a cell without their quotes, or null when a quote stays open. */
function splitWords(cell: string): Word[] | null {
  const words: Word[] = [];
  let parts: string[] = [];
  let length = 0;
  let isInWord = false;
  let equalsAt = -1;
  let quote = '';
  const add = (char: string): void => {
    parts.push(char);
    length += char.length;
    isInWord = true;
  };
  const endWord = (): void => {
    if (isInWord) words.push({ text: parts.join(''), equalsAt });
    [parts, length, isInWord, equalsAt] = [[], 0, false, -1];
  };
  for (let at = 0; at < cell.length; at++) {
    const char = cell.charAt(at);
    const next = cell.charAt(at + 1);
    if (char === '\\' && isEscapable(next)) {
      add(next);
      at += 1;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      else add(char);
    } else if (char === '"' || char === "'") {
      quote = char;
      isInWord = true;
    } else if (BLANK.test(char)) endWord();
    else {
      if (char === '=' && equalsAt < 0) equalsAt = length;
      add(char);
    }
  }
  if (quote !== '') return null;
  endWord();
  return words;
}

function isEscapable(char: string): boolean {
  return char === '\\' || char === '"' || char === "'" || (char !== '' && BLANK.test(char));
}

function bad(code: CommandProblemCode, message: string): ParsedCommand {
  return { ok: false, code, message };
}
