import { z } from 'zod';
import type { RawLocator } from '../../automation/locator';
import { NotTaken } from '../not-taken';
import type { Link, ScriptValue } from '../script/script';
import { chainLocator } from './locator-chain';

const MAX_LINKS = 20;
const partSchema = z.looseObject({
  kind: z.string(),
  // A regular expression is written as {}: what it was is lost.
  body: z.unknown().optional(),
  options: z
    .looseObject({
      name: z.unknown().optional(),
      exact: z.boolean().optional(),
      hasText: z.unknown().optional(),
      attrs: z.array(z.unknown()).optional(),
    })
    .optional(),
  next: z.unknown().optional(),
});
type Part = z.output<typeof partSchema>;

const CALLS: Readonly<Record<string, string>> = {
  default: 'locator',
  text: 'getByText',
  label: 'getByLabel',
  placeholder: 'getByPlaceholder',
  alt: 'getByAltText',
  title: 'getByTitle',
  'test-id': 'getByTestId',
  role: 'getByRole',
  first: 'first',
  last: 'last',
  frame: 'contentFrame',
  'frame-locator': 'frameLocator',
};

/** A locator of codegen's JSONL, read as the chain of calls that it stands for. @throws NotTaken */
export function jsonlLocator(locator: unknown, framePath: readonly string[]): RawLocator {
  const frames = framePath.map((selector): Link => ({ name: 'frameLocator', args: [text(selector)] }));
  const links = [...frames];
  for (let at = locator; at !== undefined && at !== null; ) {
    const part = partSchema.safeParse(at);
    if (!part.success || links.length >= MAX_LINKS) throw new NotTaken('a locator that is not known');
    links.push(toLink(part.data));
    at = part.data.next;
  }
  return chainLocator(links);
}

function toLink({ kind, body, options }: Part): Link {
  if (kind === 'nth') return { name: 'nth', args: [{ type: 'number', value: Number(body) }] };
  if (kind === 'has-text') return { name: 'filter', args: [object({ hasText: scriptValue(body) })] };
  if (kind === 'visible' || kind === 'filter-visible') return { name: 'describe', args: [] };
  const name = Object.hasOwn(CALLS, kind) ? CALLS[kind] : undefined;
  if (name === undefined) throw new NotTaken(`a locator of the kind ${kind}`);
  if ((options?.attrs ?? []).length > 0) throw new NotTaken('a role with attributes');
  const said: Record<string, ScriptValue> = {};
  if (options?.name !== undefined) said.name = scriptValue(options?.name);
  if (options?.exact) said.exact = { type: 'boolean', value: true };
  if (options?.hasText !== undefined) said.hasText = scriptValue(options?.hasText);
  return { name, args: [scriptValue(body), ...(Object.keys(said).length > 0 ? [object(said)] : [])] };
}

function object(entries: Record<string, ScriptValue>): ScriptValue {
  return { type: 'object', entries: new Map(Object.entries(entries)) };
}

function scriptValue(value: unknown): ScriptValue {
  return typeof value === 'string' ? text(value) : { type: 'other' };
}

function text(value: string): ScriptValue {
  return { type: 'string', value };
}
