/** A program as far as recordings need it: calls with literal arguments. JavaScript and Python are read into it, never run. */
export type ScriptValue =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
  | { readonly type: 'regex'; readonly source: string; readonly flags: string }
  | { readonly type: 'list'; readonly items: readonly ScriptValue[] }
  | { readonly type: 'object'; readonly entries: ReadonlyMap<string, ScriptValue> }
  | { readonly type: 'chain'; readonly chain: CallChain }
  | { readonly type: 'function'; readonly parameters: readonly string[]; readonly body: readonly Statement[] }
  | { readonly type: 'other' };

/** `page.getByRole('button').click()`: what it starts from, and what is called or read of it, in order. */
export interface CallChain {
  /** A variable; '' when the chain starts with a call of a function: `expect(...)`. */
  readonly root: string;
  readonly links: readonly Link[];
}

export interface Link {
  /** In camel case, whatever the language. */
  readonly name: string;
  /** Null when it is only read: `.first` in Python. */
  readonly args: readonly ScriptValue[] | null;
}

export interface Statement {
  /** 1-based. */
  readonly line: number;
  /** As written. */
  readonly text: string;
  /** The variable that gets the value. */
  readonly assigns: string | null;
  readonly value: ScriptValue;
  /** What happens inside: `with ...:` of Python. */
  readonly block?: readonly Statement[];
  /** A loop or branch: its steps would not be those of the recording. */
  readonly isControl?: true;
}

export const OTHER: ScriptValue = { type: 'other' };

/** An argument that is an option object, always the last one. */
export function optionsOf(args: readonly ScriptValue[]): ReadonlyMap<string, ScriptValue> {
  const last = args.at(-1);
  return last?.type === 'object' ? last.entries : new Map();
}

export function stringOf(value: ScriptValue | undefined): string | null {
  return value?.type === 'string' ? value.value : null;
}
