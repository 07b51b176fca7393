import { ARIA_ROLES } from '../../automation/aria-roles';
import type { RawLocator } from '../../automation/locator';
import { NotTaken } from '../not-taken';
import { type Link, optionsOf, type ScriptValue, stringOf } from '../script/script';
import { plainPattern } from './plain-pattern';
import { readSelector } from './selector-text';

const MAX_LINKS = 20;

/** What finds elements: everything before the last call of a chain. */
export const LOCATOR_LINKS = [
  'getByRole',
  'getByLabel',
  'getByPlaceholder',
  'getByText',
  'getByTestId',
  'getByAltText',
  'getByTitle',
  'locator',
  'frameLocator',
  'contentFrame',
  'filter',
  'first',
  'last',
  'nth',
  'describe',
];

const PHRASES: Readonly<Record<string, 'label' | 'placeholder' | 'text' | 'alt' | 'title'>> = {
  getByLabel: 'label',
  getByPlaceholder: 'placeholder',
  getByText: 'text',
  getByAltText: 'alt',
  getByTitle: 'title',
};

/**
 * A chain of Playwright locators as one locator: each is looked for inside the one before it.
 * @throws NotTaken when our locators cannot say it
 */
export function chainLocator(links: readonly Link[]): RawLocator {
  if (links.length > MAX_LINKS) throw new NotTaken('the locator is too long');
  let found: RawLocator | undefined;
  let frame: RawLocator | undefined;
  for (const link of links) {
    if (link.name === 'contentFrame' || link.name === 'frameLocator') {
      const element = link.name === 'frameLocator' ? inside(selectorOf(link), found, frame) : found;
      if (!element) throw new NotTaken('a frame without an element');
      frame = element;
      found = undefined;
    } else if (found && isNarrowing(link)) found = narrowed(found, link);
    else found = inside(startOf(link), found, frame);
  }
  if (!found) throw new NotTaken('nothing says which element');
  return found;
}

function inside(
  locator: RawLocator,
  found: RawLocator | undefined,
  frame: RawLocator | undefined,
): RawLocator {
  if (found) return { ...locator, within: found };
  return frame ? { ...locator, frame } : locator;
}

function isNarrowing({ name }: Link): boolean {
  return name === 'filter' || name === 'first' || name === 'last' || name === 'nth' || name === 'describe';
}

function narrowed(found: RawLocator, { name, args }: Link): RawLocator {
  if (name === 'describe') return found;
  if (name === 'filter') return filtered(found, args ?? []);
  if (found.nth !== undefined) throw new NotTaken('a position within a position');
  if (name === 'first') return { ...found, nth: 0 };
  if (name === 'last') return { ...found, nth: -1 };
  const [position] = args ?? [];
  if (position?.type !== 'number') throw new NotTaken('a position that is no number');
  return { ...found, nth: position.value };
}

function filtered(found: RawLocator, args: readonly ScriptValue[]): RawLocator {
  const options = optionsOf(args);
  let result = found;
  for (const [name, value] of options) {
    if (name === 'visible' && value.type === 'boolean' && value.value) continue;
    if (name !== 'hasText' || result.has_text !== undefined) throw new NotTaken(`a locator with ${name}`);
    result = { ...result, has_text: phraseOf(value).text };
  }
  return result;
}

function startOf(link: Link): RawLocator {
  const args = link.args ?? [];
  const phrase = Object.hasOwn(PHRASES, link.name) ? PHRASES[link.name] : undefined;
  if (phrase) {
    const { text, isExact } = phraseOf(args[0]);
    return { [phrase]: text, ...((isExact || isOn(args, 'exact')) && { exact: true }) };
  }
  if (link.name === 'getByTestId') return { testid: phraseOf(args[0]).text };
  if (link.name === 'getByRole') return roleOf(args);
  if (link.name === 'locator') return filtered(selectorOf(link), args.slice(1));
  throw new NotTaken(`a locator by ${link.name}`);
}

function roleOf(args: readonly ScriptValue[]): RawLocator {
  const role = ARIA_ROLES.find((known) => known === stringOf(args[0]));
  if (!role) throw new NotTaken('a role that is not known');
  const options = optionsOf(args);
  const more = [...options.keys()].find(
    (name) => name !== 'name' && name !== 'exact' && name !== 'includeHidden',
  );
  if (more !== undefined) throw new NotTaken(`a role with ${more}`);
  const name = options.get('name');
  if (!name) return { role };
  const { text, isExact } = phraseOf(name);
  return { role, name: text, ...((isExact || isOn(args, 'exact')) && { exact: true }) };
}

function selectorOf({ args }: Link): RawLocator {
  const selector = stringOf(args?.[0]);
  if (selector === null) throw new NotTaken('a locator that is no text');
  return readSelector(selector);
}

function isOn(args: readonly ScriptValue[], name: string): boolean {
  const value = optionsOf(args).get(name);
  return value?.type === 'boolean' && value.value;
}

function phraseOf(value: ScriptValue | undefined): { text: string; isExact: boolean } {
  if (value?.type === 'regex') return plainPattern(value.source);
  const text = stringOf(value);
  if (text === null || text === '') throw new NotTaken('a text that only the program knows');
  return { text, isExact: false };
}
