import { z } from 'zod';
import { ARIA_ROLES, type AriaRole } from './aria-roles';
import { type IssueSink, raise } from './fault';
import { filledText } from './fields';
import { omitUndefined } from './omit-undefined';

type Phrase = 'label' | 'placeholder' | 'text' | 'alt' | 'title';
type Expression = 'testid' | 'css' | 'xpath';

/** How an element is found; texts may hold templates until the step is rendered. */
export type LocatorTarget =
  | { readonly by: 'role'; readonly role: AriaRole; readonly name?: string; readonly exact?: boolean }
  | { readonly by: Phrase; readonly value: string; readonly exact?: boolean }
  | { readonly by: Expression; readonly value: string };

interface Narrowing {
  /** 0-based position among the matches; -1 is the last. */
  readonly nth?: number;
  readonly hasText?: string;
  readonly within?: Locator;
  /** The iframe element that holds the target. */
  readonly frame?: Locator;
}

/** An element of the page as data: one target, narrowed or not, or `any`: the first of several that matches. */
export type Locator = (LocatorTarget & Narrowing) | { readonly by: 'any'; readonly any: readonly Locator[] };

/** A locator as the YAML document writes it. */
export interface RawLocator {
  role?: AriaRole | undefined;
  name?: string | undefined;
  exact?: boolean | undefined;
  label?: string | undefined;
  placeholder?: string | undefined;
  text?: string | undefined;
  testid?: string | undefined;
  alt?: string | undefined;
  title?: string | undefined;
  css?: string | undefined;
  xpath?: string | undefined;
  nth?: number | undefined;
  has_text?: string | undefined;
  within?: RawLocator | undefined;
  frame?: RawLocator | undefined;
  any?: RawLocator[] | undefined;
}

export const LOCATOR_KINDS = [
  'role',
  'label',
  'placeholder',
  'text',
  'testid',
  'alt',
  'title',
  'css',
  'xpath',
] as const;
const KEYS_THAT_NARROW = ['name', 'exact', 'nth', 'has_text', 'within', 'frame'] as const;
const KINDS_WITH_EXACT: readonly string[] = ['role', 'label', 'placeholder', 'text', 'alt', 'title'];

/** The locator's keys without `any`, for shapes that hold a locator beside keys of their own. */
export const elementShape = {
  role: z.enum(ARIA_ROLES).optional(),
  name: filledText.optional(),
  exact: z.boolean().optional(),
  label: filledText.optional(),
  placeholder: filledText.optional(),
  text: filledText.optional(),
  testid: filledText.optional(),
  alt: filledText.optional(),
  title: filledText.optional(),
  css: filledText.optional(),
  xpath: filledText.optional(),
  nth: z.int().min(-1000).max(100_000).optional(),
  has_text: filledText.optional(),
  within: z.lazy(() => locatorField).optional(),
  frame: z.lazy(() => locatorField).optional(),
};

export const locatorShape = {
  ...elementShape,
  any: z
    .array(z.lazy(() => locatorField))
    .min(2)
    .max(20)
    .optional(),
};

/** A locator inside another: still as written, checked and turned by the outermost one. */
const locatorField: z.ZodType<RawLocator, RawLocator> = z.lazy(() => z.strictObject(locatorShape));

/** A whole locator on its own. */
export const locatorSchema: z.ZodType<Locator, RawLocator> = z
  .strictObject(locatorShape)
  .transform((raw, ctx) => toLocator(raw, ctx) ?? z.NEVER);

/** True when the keys name an element. */
export function hasLocator(raw: RawLocator): boolean {
  return raw.any !== undefined || LOCATOR_KINDS.some((kind) => raw[kind] !== undefined);
}

/** Turns the document's form into ours; what is wrong with it goes to `ctx`, and the answer is null. */
export function toLocator(
  raw: RawLocator,
  ctx: IssueSink,
  path: readonly (string | number)[] = [],
): Locator | null {
  const message = locatorFault(raw);
  if (message) {
    raise(ctx, { code: 'locator_invalid', message, path });
    return null;
  }
  if (raw.any) {
    const any = raw.any.map((one, index) => toLocator(one, ctx, [...path, 'any', index]));
    return any.every((one) => one !== null) ? { by: 'any', any } : null;
  }
  const within = raw.within && toLocator(raw.within, ctx, [...path, 'within']);
  const frame = raw.frame && toLocator(raw.frame, ctx, [...path, 'frame']);
  if (within === null || frame === null) return null;
  return { ...toTarget(raw), ...omitUndefined({ nth: raw.nth, hasText: raw.has_text, within, frame }) };
}

function locatorFault(raw: RawLocator): string | null {
  const kinds = LOCATOR_KINDS.filter((kind) => raw[kind] !== undefined);
  if (raw.any) {
    const others = [...kinds, ...KEYS_THAT_NARROW.filter((key) => raw[key] !== undefined)];
    return others.length > 0 ? `any stands alone: move ${others.join(', ')} into its locators` : null;
  }
  const [kind, second] = kinds;
  if (!kind) return `name the element with one of ${LOCATOR_KINDS.join(', ')} or any`;
  if (second) return `${kinds.join(' and ')} are two ways to find an element: keep one`;
  if (raw.name !== undefined && kind !== 'role') return `name goes with role, not with ${kind}`;
  if (raw.exact !== undefined && !KINDS_WITH_EXACT.includes(kind)) return `exact has no meaning with ${kind}`;
  if (raw.exact !== undefined && kind === 'role' && raw.name === undefined) return 'exact needs a name';
  return null;
}

function toTarget(raw: RawLocator): LocatorTarget {
  const exact = omitUndefined({ exact: raw.exact });
  if (raw.role) return { by: 'role', role: raw.role, ...omitUndefined({ name: raw.name }), ...exact };
  for (const by of ['testid', 'css', 'xpath'] as const) {
    const value = raw[by];
    if (value !== undefined) return { by, value };
  }
  for (const by of ['label', 'placeholder', 'alt', 'title'] as const) {
    const value = raw[by];
    if (value !== undefined) return { by, value, ...exact };
  }
  return { by: 'text', value: raw.text ?? '', ...exact };
}
