import { type PythonToken, pythonString } from './python-tokens';
import { type Link, OTHER, type ScriptValue } from './script';

const MAX_DEPTH = 50;
const CONSTANTS: Readonly<Record<string, ScriptValue>> = {
  True: { type: 'boolean', value: true },
  False: { type: 'boolean', value: false },
  None: { type: 'null' },
};

/** Reads expressions from the tokens of one logical line; what it does not know makes the whole expression `other`. */
export class PythonExpressions {
  readonly #tokens: readonly PythonToken[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly PythonToken[]) {
    this.#tokens = tokens;
  }

  /** The value of all tokens, or `other`. */
  whole(): ScriptValue {
    const value = this.#value();
    return this.#at >= this.#tokens.length ? value : OTHER;
  }

  #peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead]?.text ?? '';
  }

  #take(text: string): boolean {
    if (this.#peek() !== text || this.#tokens[this.#at]?.type === 'string') return false;
    this.#at += 1;
    return true;
  }

  #value(): ScriptValue {
    if (this.#depth >= MAX_DEPTH) return this.#give();
    this.#depth += 1;
    const value = this.#unary();
    this.#depth -= 1;
    return value;
  }

  #unary(): ScriptValue {
    const token = this.#tokens[this.#at];
    if (!token) return OTHER;
    if (this.#take('await')) return this.#value();
    if (this.#take('-')) {
      const inner = this.#value();
      return inner.type === 'number' ? { type: 'number', value: -inner.value } : OTHER;
    }
    if (token.type === 'string' || token.type === 'raw') return this.#string();
    if (token.type === 'number') return this.#number(token);
    if (this.#take('[')) return { type: 'list', items: this.#list(']').items };
    if (this.#take('{')) return this.#dictionary();
    if (this.#take('(')) return this.#bracketed();
    if (token.type === 'name') return this.#named(token);
    return this.#give();
  }

  /** Strings beside one another are one. */
  #string(): ScriptValue {
    let text = '';
    for (let token = this.#tokens[this.#at]; token?.type === 'string' || token?.type === 'raw'; ) {
      const part = pythonString(token);
      this.#at += 1;
      if (part === null) return OTHER;
      text += part;
      token = this.#tokens[this.#at];
    }
    return { type: 'string', value: text };
  }

  #number(token: PythonToken): ScriptValue {
    this.#at += 1;
    return { type: 'number', value: Number(token.text.replaceAll('_', '')) };
  }

  #bracketed(): ScriptValue {
    const { items } = this.#list(')');
    return items.length === 1 && items[0] ? items[0] : { type: 'list', items };
  }

  #named(token: PythonToken): ScriptValue {
    if (Object.hasOwn(CONSTANTS, token.text)) {
      this.#at += 1;
      return CONSTANTS[token.text] ?? OTHER;
    }
    if (this.#take('lambda')) return this.#lambda();
    this.#at += 1;
    return this.#chain(token.text);
  }

  #chain(start: string): ScriptValue {
    const links: Link[] = [];
    let root = start;
    if (this.#take('(')) {
      links.push({ name: camelCase(start), args: this.#arguments() });
      root = '';
    }
    while (this.#take('.')) {
      const name = camelCase(this.#peek());
      this.#at += 1;
      links.push({ name, args: this.#take('(') ? this.#arguments() : null });
    }
    if (root === 're' && links[0]?.name === 'compile') return regexOf(links[0].args ?? []);
    return { type: 'chain', chain: { root, links } };
  }

  #arguments(): ScriptValue[] {
    const { items, named } = this.#list(')');
    return named.size > 0 ? [...items, { type: 'object', entries: named }] : items;
  }

  /** Items up to the closing sign; `name=value` are kept apart. */
  #list(close: string): { items: ScriptValue[]; named: Map<string, ScriptValue> } {
    const items: ScriptValue[] = [];
    const named = new Map<string, ScriptValue>();
    while (this.#at < this.#tokens.length && !this.#take(close)) {
      const before = this.#at;
      if (this.#tokens[this.#at]?.type === 'name' && this.#peek(1) === '=') {
        const name = camelCase(this.#peek());
        this.#at += 2;
        named.set(name, this.#value());
      } else {
        this.#take('**');
        items.push(this.#value());
      }
      if (!this.#take(',') && this.#peek() !== close) this.#skipItem(close, items);
      if (this.#at === before) this.#at += 1;
    }
    return { items, named };
  }

  /** What follows a value and is no comma belongs to an expression that is not known: `a + b`, `re.I | re.M`. */
  #skipItem(close: string, items: ScriptValue[]): void {
    if (items.length > 0) items[items.length - 1] = OTHER;
    for (let depth = 0; this.#at < this.#tokens.length; this.#at += 1) {
      const text = this.#peek();
      if (depth === 0 && (text === ',' || text === close)) break;
      if ('([{'.includes(text)) depth += 1;
      if (')]}'.includes(text)) depth -= 1;
    }
    this.#take(',');
  }

  #dictionary(): ScriptValue {
    const entries = new Map<string, ScriptValue>();
    while (this.#at < this.#tokens.length && !this.#take('}')) {
      const before = this.#at;
      const key = this.#value();
      const value = this.#take(':') ? this.#value() : OTHER;
      if (key.type === 'string') entries.set(camelCase(key.value), value);
      this.#take(',');
      if (this.#at === before) this.#at += 1;
    }
    return { type: 'object', entries };
  }

  #lambda(): ScriptValue {
    const first = this.#tokens[this.#at];
    const parameters: string[] = [];
    while (this.#at < this.#tokens.length && !this.#take(':')) {
      if (this.#tokens[this.#at]?.type === 'name') parameters.push(this.#peek());
      this.#at += 1;
    }
    const value = this.#value();
    const line = first?.line ?? 1;
    return { type: 'function', parameters, body: [{ line, text: 'lambda', assigns: null, value }] };
  }

  #give(): ScriptValue {
    this.#at += 1;
    return OTHER;
  }
}

function regexOf([pattern, flags]: readonly ScriptValue[]): ScriptValue {
  if (pattern?.type !== 'string') return OTHER;
  const names = flags?.type === 'chain' ? flags.chain.links.map(({ name }) => name) : [];
  const isFolded = names.some((name) => name === 'IGNORECASE' || name === 'I');
  return { type: 'regex', source: pattern.value, flags: isFolded ? 'i' : '' };
}

/** `get_by_role` -> `getByRole`; names in capitals stay. */
function camelCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
