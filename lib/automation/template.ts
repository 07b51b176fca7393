import { suggest } from './did-you-mean';
import {
  FILTER_NAMES,
  type FilterArgument,
  type FilterName,
  filterFault,
  isFilterName,
} from './template-filters';
import { readToken, TemplateSyntaxError, type Token, type TokenType } from './template-scanner';

/** What `{{ ... }}` looks up. */
export type TemplateName =
  | { readonly root: 'input' | 'row' | 'var' | 'secret'; readonly key: string }
  | { readonly root: 'batch_id' | 'row_number' }
  | { readonly root: 'literal'; readonly text: string };

export interface TemplateFilter {
  readonly name: FilterName;
  readonly args: readonly FilterArgument[];
}

export type TemplatePart =
  | { readonly text: string }
  | { readonly name: TemplateName; readonly filters: readonly TemplateFilter[] };

/** A compiled template: plain text and look-ups in their order. */
export interface Template {
  readonly parts: readonly TemplatePart[];
}

export interface TemplateProblem {
  readonly code: 'template_syntax' | 'template_unknown_name' | 'template_unknown_filter';
  readonly message: string;
  /** Characters from the template's start. */
  readonly offset: number;
}

export type CompiledTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly problem: TemplateProblem };

const MAX_FILTERS = 20;
const ROOTS = ['row', 'var', 'secret', 'batch', 'job'] as const;

/** Names that templates use themselves, so no input may bear them. */
export const RESERVED_NAMES: readonly string[] = ROOTS;

/**
 * Compiles text with `{{ name | filter }}` look-ups. Their values are never read as templates again.
 * @param inputs names of the declared inputs; without it every plain name is taken for an input.
 */
export function compileTemplate(source: string, inputs?: readonly string[]): CompiledTemplate {
  if (!source.includes('{{'))
    return { ok: true, template: { parts: source === '' ? [] : [{ text: source }] } };
  try {
    return { ok: true, template: { parts: readParts(source, inputs) } };
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    const { code, message, offset } = error;
    return { ok: false, problem: { code, message, offset } };
  }
}

function readParts(source: string, inputs: readonly string[] | undefined): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    if (open !== at) parts.push({ text: source.slice(at, open < 0 ? undefined : open) });
    if (open < 0) break;
    const reader = new Reader(source, open);
    parts.push(readLookUp(reader, inputs));
    at = reader.position;
  }
  return parts;
}

/** One token of look-ahead over the inside of one `{{ }}`. */
class Reader {
  position: number;
  #token: Token;
  readonly #source: string;
  readonly #open: number;
  constructor(source: string, open: number) {
    this.#source = source;
    this.#open = open;
    const first = readToken(source, open + 2);
    this.#token = first.token;
    this.position = first.end;
  }
  get next(): Token {
    return this.#token;
  }
  /** Takes the token if it is of this type. */
  take(type: TokenType): Token | null {
    const token = this.#token;
    if (token.type !== type) return null;
    // Nothing is read past the closing braces: what follows is plain text.
    if (type === '}}') return token;
    const read = readToken(this.#source, this.position);
    this.#token = read.token;
    this.position = read.end;
    return token;
  }
  need(type: TokenType, what: string): Token {
    const token = this.take(type);
    if (token) return token;
    if (this.#token.type === 'end')
      throw new TemplateSyntaxError(this.#open, 'This {{ is never closed with }}.');
    throw new TemplateSyntaxError(this.#token.offset, `Expected ${what}, found ${this.#token.text}.`);
  }
}

function readLookUp(reader: Reader, inputs: readonly string[] | undefined): TemplatePart {
  const name = readName(reader, inputs);
  const filters: TemplateFilter[] = [];
  while (reader.take('|')) {
    if (filters.length === MAX_FILTERS) {
      throw new TemplateSyntaxError(reader.next.offset, `More than ${MAX_FILTERS} filters.`);
    }
    filters.push(readFilter(reader));
  }
  reader.need('}}', '| or }}');
  return { name, filters };
}

function readName(reader: Reader, inputs: readonly string[] | undefined): TemplateName {
  const literal = reader.take('string');
  if (literal) return { root: 'literal', text: literal.text };
  const first = reader.need('name', 'a name');
  const root = first.text;
  if (root === 'row' || root === 'var' || root === 'secret') return { root, key: readKey(reader, root) };
  if (root === 'batch' || root === 'job') return readFixedName(reader, root);
  if (reader.next.type === '.' || reader.next.type === '[') {
    throw unknownName(first.offset, `There is nothing named ${root} to look into.${suggest(root, ROOTS)}`);
  }
  if (inputs && !inputs.includes(root)) {
    throw unknownName(first.offset, `There is no input ${root}.${suggest(root, inputs)}`);
  }
  return { root: 'input', key: root };
}

function readKey(reader: Reader, root: string): string {
  if (reader.take('.')) return reader.need('name', `a name after ${root}.`).text;
  reader.need('[', `. or [ after ${root}`);
  const key = reader.need('string', 'a name in quotes').text;
  reader.need(']', ']');
  return key;
}

function readFixedName(reader: Reader, root: 'batch' | 'job'): TemplateName {
  reader.need('.', `. after ${root}`);
  const field = reader.need('name', `a name after ${root}.`);
  if (root === 'batch' && field.text === 'id') return { root: 'batch_id' };
  if (root === 'job' && field.text === 'row_number') return { root: 'row_number' };
  const known = root === 'batch' ? 'batch.id' : 'job.row_number';
  throw unknownName(field.offset, `There is no ${root}.${field.text}; there is ${known}.`);
}

function readFilter(reader: Reader): TemplateFilter {
  const { text: name, offset } = reader.need('name', 'a filter');
  if (!isFilterName(name)) {
    const message = `There is no filter ${name}.${suggest(name, FILTER_NAMES)}`;
    throw new TemplateSyntaxError(offset, message, 'template_unknown_filter');
  }
  const args = reader.take('(') ? readArguments(reader) : [];
  const fault = filterFault(name, args);
  if (fault !== null) throw new TemplateSyntaxError(offset, `${fault}.`);
  return { name, args };
}

function readArguments(reader: Reader): FilterArgument[] {
  const args: FilterArgument[] = [];
  if (reader.take(')')) return args;
  do {
    const number = reader.take('number');
    args.push(number ? Number(number.text) : reader.need('string', 'a text in quotes or a number').text);
  } while (reader.take(','));
  reader.need(')', ', or )');
  return args;
}

function unknownName(offset: number, message: string): TemplateSyntaxError {
  return new TemplateSyntaxError(offset, message, 'template_unknown_name');
}
