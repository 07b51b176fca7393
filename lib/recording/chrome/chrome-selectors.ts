import { ARIA_ROLES, type AriaRole } from '../../automation/aria-roles';
import type { RawLocator } from '../../automation/locator';
import { NotTaken } from '../not-taken';
import type { RecordedTarget } from '../recording';
import { selectorNames, targetOf } from '../target';
import type { ChromeStep } from './chrome-schema';

/** The roles of elements that Chrome names by their tag only. */
const TAG_ROLES: Readonly<Record<string, AriaRole>> = { button: 'button', a: 'link', select: 'combobox' };
const TEST_ID = /\[data-testid=(["']?)([^"'\]]+)\1\]$/;

interface Alternatives {
  readonly aria: { readonly name: string; readonly role: AriaRole | undefined } | null;
  readonly text: string | null;
  readonly css: string | null;
  readonly xpath: string | null;
}

/**
 * The best of the ways in which Chrome found an element: a test id, its role and name, its label, its text, then CSS
 * and XPath.
 * @param isField something was entered there, so that its name is a label
 */
export function chromeTarget(step: ChromeStep, isField: boolean): RecordedTarget {
  const found = alternatives(step.selectors ?? []);
  const frame = frameOf(step.frame ?? []);
  const locator = bestLocator(found, isField);
  const names = [found.aria?.name ?? '', found.text ?? '', ...selectorNames(found.css ?? '')];
  const target = targetOf(
    { ...locator, ...(frame && { frame }) },
    isField ? names : names.slice(0, 2),
    keyOf(step),
  );
  const isPassword = /password/i.test(found.css ?? '') || target.isPassword;
  return { ...target, isPassword };
}

function keyOf({ selectors, frame }: ChromeStep): string {
  return JSON.stringify([selectors, frame]);
}

/** True when the element is a list to choose from. */
export function isChoice(step: ChromeStep): boolean {
  const { aria, css } = alternatives(step.selectors ?? []);
  return aria?.role === 'combobox' || aria?.role === 'listbox' || lastTag(css) === 'select';
}

function bestLocator({ aria, text, css, xpath }: Alternatives, isField: boolean): RawLocator {
  const testid = css === null ? undefined : TEST_ID.exec(css)?.[2];
  if (testid !== undefined) return { testid };
  const role = aria?.role ?? TAG_ROLES[lastTag(css) ?? ''];
  if (aria && role) return { role, name: aria.name, exact: true };
  if (aria && isField) return { label: aria.name, exact: true };
  if (text !== null) return role ? { role, name: text } : { text };
  if (css !== null) return { css };
  if (xpath !== null) return { xpath };
  if (aria) return { text: aria.name, exact: true };
  throw new NotTaken('no selector says which element');
}

function alternatives(selectors: NonNullable<ChromeStep['selectors']>): Alternatives {
  const chains = selectors.map((one) => (typeof one === 'string' ? [one] : one)).map(outermostNamed);
  const first = (prefix: string): string | null => {
    const chain = chains.find((one) => one.every((part) => prefixOf(part) === prefix));
    // Parts of a chain lie in one another, through shadow roots, which our locators see through.
    return chain ? chain.map((part) => part.slice(prefix === 'css' ? 0 : prefix.length + 1)).join(' ') : null;
  };
  const aria = chains.find((one) => one.length === 1 && prefixOf(one[0] ?? '') === 'aria')?.[0];
  return {
    aria: aria === undefined ? null : readAria(aria.slice('aria/'.length)),
    text: first('text'),
    css: first('css') ?? first('pierce'),
    xpath: first('xpath'),
  };
}

function prefixOf(selector: string): string {
  return /^(aria|text|xpath|pierce)\//.exec(selector)?.[1] ?? 'css';
}

/** `aria/Save` then `aria/[role="generic"]`: the text inside a button, whose name says more. */
function outermostNamed(chain: readonly string[]): readonly string[] {
  const last = chain.at(-1) ?? '';
  return chain.length > 1 && /^aria\/\[role=/.test(last) ? chain.slice(0, -1) : chain;
}

/** `Find order[role="button"]`; without a name there is nothing to go by. */
function readAria(selector: string): Alternatives['aria'] {
  const [, name = '', role = ''] = /^(.*?)(?:\[role="([\w-]+)"\])?$/s.exec(selector) ?? [];
  if (name.trim() === '') return null;
  return { name: name.trim(), role: ARIA_ROLES.find((known) => known === role) };
}

function lastTag(css: string | null): string | null {
  const last = css?.split(/[\s>+~]+/).at(-1) ?? '';
  return /^[a-z][a-z0-9]*/i.exec(last)?.[0].toLowerCase() ?? null;
}

function frameOf(path: readonly number[]): RawLocator | undefined {
  let frame: RawLocator | undefined;
  for (const nth of path) frame = { css: 'iframe, frame', nth, ...(frame && { frame }) };
  return frame;
}
