import { NotTaken } from '../not-taken';
import type { RecordedAction, RecordedCheck } from '../recording';
import { type Link, type ScriptValue, stringOf } from '../script/script';
import { targetOf } from '../target';
import { chainLocator } from './locator-chain';

/** Assertions on an element: what must hold, and what when they stand behind `not`. */
const CHECKS: Readonly<Record<string, (value: ScriptValue | undefined) => RecordedCheck>> = {
  toBeVisible: () => ({}),
  toBeAttached: () => ({}),
  toBeHidden: () => ({ hidden: true }),
  toContainText: (value) => ({ text: filledText(value) }),
  toHaveText: (value) => ({ text: filledText(value) }),
  toHaveValue: (value) => ({ value: text(value) }),
  toBeEmpty: () => ({ value: '' }),
  toBeChecked: (value) => ({ checked: !isOff(value, 'checked') }),
  toBeEnabled: () => ({ enabled: true }),
  toBeDisabled: () => ({ enabled: false }),
  toHaveCount: (value) => {
    if (value?.type !== 'number') throw new NotTaken('a count that only the program knows');
    return { count: value.value };
  },
};

/** `expect(page.getByText('Thanks')).toBeVisible()` as a step. @throws NotTaken */
export function expectation(
  links: readonly Link[],
  expand: (value: ScriptValue) => readonly Link[],
): RecordedAction {
  const [start, ...rest] = links;
  const isNegated = rest[0]?.name === 'not' || /^not[A-Z]/.test(rest.at(-1)?.name ?? '');
  const last = rest.at(-1);
  if (!start?.args?.[0] || !last?.args) throw new NotTaken('an assertion that is not known');
  const name = last.name.replace(/^notTo/, 'to');
  const subject = expand(start.args[0]);
  if (subject.length === 0) return pageExpectation(name, last.args, isNegated);
  const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
  if (!check) throw new NotTaken(`there is no condition for ${name}`);
  const also = check(last.args[0]);
  return {
    type: 'expect',
    target: targetOf(chainLocator(subject)),
    also: isNegated ? negated(also, name) : also,
  };
}

function pageExpectation(name: string, args: readonly ScriptValue[], isNegated: boolean): RecordedAction {
  if (name !== 'toHaveURL' && name !== 'toHaveUrl') throw new NotTaken(`there is no condition for ${name}`);
  const [url] = args;
  if (isNegated || url?.type !== 'string' || url.value === '')
    throw new NotTaken('an address that is no plain text');
  return { type: 'expect_url', url: url.value };
}

function negated(check: RecordedCheck, name: string): RecordedCheck {
  if (name === 'toBeVisible' || name === 'toBeAttached') return { hidden: true };
  if (name === 'toBeHidden') return {};
  if (check.checked !== undefined) return { checked: !check.checked };
  if (check.enabled !== undefined) return { enabled: !check.enabled };
  throw new NotTaken(`the opposite of ${name}`);
}

function filledText(value: ScriptValue | undefined): string {
  const found = text(value);
  if (found.trim() === '') throw new NotTaken('an empty text');
  return found;
}

function text(value: ScriptValue | undefined): string {
  const found = stringOf(value);
  if (found === null) throw new NotTaken('a text that only the program knows');
  return found;
}

function isOff(value: ScriptValue | undefined, name: string): boolean {
  const option = value?.type === 'object' ? value.entries.get(name) : undefined;
  return option?.type === 'boolean' && !option.value;
}
