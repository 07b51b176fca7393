import { stripVTControlCharacters } from 'node:util';
import { errors } from 'playwright';
import { StepFailure } from '../attempt/step-failure';
import { RowFailure } from './row-failure';

/** A refusal of the site is its clear answer, also after a commit; anything else leaves open what it did. */
const CLEAR_KINDS: readonly string[] = ['target_rejected', 'input'];

/** Gives what a handler threw the name it deserves; what says nothing of itself is classified by the page's state. */
export function nameFault(error: unknown): unknown {
  if (error instanceof RowFailure) {
    const { kind, message } = error;
    const code = /^[a-z][a-z0-9_]{0,63}$/.test(error.code) ? error.code : kind;
    return new StepFailure({ kind, code, message }, CLEAR_KINDS.includes(kind));
  }
  if (error instanceof errors.TimeoutError) {
    const text = stripVTControlCharacters(error.message);
    const [first = 'timeout'] = text.split('\n');
    const waiting = /waiting for (.+)/.exec(text)?.[0];
    const message = waiting ? `${first} (${waiting})` : first;
    return new StepFailure({ kind: 'timeout', code: 'page_timeout', message: message.slice(0, 500) });
  }
  return error;
}

/** The outputs as they will be stored. @throws StepFailure `output_invalid` */
export function toOutput(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  try {
    const text = JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? item.toString() : item));
    const output: unknown = JSON.parse(text);
    if (typeof output === 'object' && output !== null && !Array.isArray(output)) {
      return output as Record<string, unknown>;
    }
  } catch {
    // Said below: the error may repeat a value.
  }
  throw new StepFailure({
    kind: 'automation',
    code: 'output_invalid',
    message: 'A row handler returns nothing or an object that JSON can express, such as { total: 12 }.',
  });
}
