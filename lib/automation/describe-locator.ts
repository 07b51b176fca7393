import type { Locator, LocatorTarget } from './locator';

/** An element in a few words: `button Find order`, `field Order number`. */
export function describeLocator(locator: Locator): string {
  if (locator.by === 'any') return locator.any.map(describeLocator).join(' or ');
  const parts = [describeTarget(locator)];
  if (locator.hasText !== undefined) parts.push(`with text ${locator.hasText}`);
  if (locator.nth !== undefined) parts.push(`(${describePosition(locator.nth)})`);
  if (locator.within) parts.push(`in ${describeLocator(locator.within)}`);
  if (locator.frame) parts.push(`in frame ${describeLocator(locator.frame)}`);
  return parts.join(' ');
}

/** The element a person types into: a label is enough, it needs no noun before it. */
export function describeField(locator: Locator): string {
  const isPlainLabel = locator.by === 'label' && Object.keys(locator).length === 2;
  return isPlainLabel ? locator.value : describeLocator(locator);
}

const NOUNS = {
  label: 'field',
  placeholder: 'field with hint',
  text: 'text',
  testid: 'element',
  alt: 'image',
  title: 'element titled',
  css: 'element',
  xpath: 'element',
} as const;

function describeTarget(target: LocatorTarget): string {
  if (target.by !== 'role') return `${NOUNS[target.by]} ${target.value}`;
  return target.name === undefined ? target.role : `${target.role} ${target.name}`;
}

function describePosition(nth: number): string {
  if (nth === 0) return 'first';
  if (nth === -1) return 'last';
  return nth > 0 ? `no. ${nth + 1}` : `no. ${-nth} from the end`;
}
