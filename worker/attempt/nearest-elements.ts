import type { Page, Locator as PageLocator } from 'playwright';
import type { Locator, LocatorTarget } from '../../lib/automation/locator';
import { settleWithin } from '../browser/settle-within';
import { locate } from '../steps/locate';

/** An element as people and screen readers know it. */
interface Found {
  readonly role: string;
  readonly name: string;
}

const READ_TIMEOUT_MS = 1000;
const MAX_ELEMENTS = 2000;
const MAX_LINE_LENGTH = 500;
const MAX_NAME_LENGTH = 60;
const SHOWN = 3;
/** Of the pairs of letters, how many are in both. */
const MIN_SIMILARITY = 0.4;
/** What has the role that was asked for comes before what only has a name like it. */
const SAME_ROLE = 0.3;

/** A line of an ARIA snapshot: `- button "Find order"`, `- text: No such order`; a key with signs in it is quoted. */
const LINE = /^\s*- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?[^:]*:?(?: "?(.*?)"?)?$/;

const FIELD_ROLES = [
  'textbox',
  'searchbox',
  'combobox',
  'spinbutton',
  'checkbox',
  'radio',
  'switch',
  'slider',
];

/**
 * What the page has that comes nearest to an element it does not have, as a sentence; null when nothing does, or when
 * the page does not answer within a second. The sentence holds texts of the page.
 */
export async function nearestElements(page: Page, wanted: Locator): Promise<string | null> {
  const one = wanted.by === 'any' ? wanted.any[0] : wanted;
  if (!one || one.by === 'any' || one.by === 'css' || one.by === 'xpath') return null;
  const root = one.frame ? locate(page, one.frame).contentFrame() : page;
  const found = await settleWithin(
    one.by === 'testid' ? readTestIds(root.locator('[data-testid]')) : readElements(root.locator('body')),
    READ_TIMEOUT_MS,
  );
  const nearest = nearestOf(one, found ?? []);
  return nearest.length > 0 ? `Nearest on the page: ${nearest.map(inWords).join(', ')}.` : null;
}

async function readTestIds(elements: PageLocator): Promise<Found[]> {
  const ids = await elements.evaluateAll(
    (all, most) => all.slice(0, most).map((element) => element.getAttribute('data-testid') ?? ''),
    MAX_ELEMENTS,
  );
  return [...new Set(ids)].map((name) => ({ role: 'element', name }));
}

async function readElements(body: PageLocator): Promise<Found[]> {
  const snapshot = await body.ariaSnapshot({ timeout: READ_TIMEOUT_MS });
  return parseSnapshot(snapshot);
}

/** The named elements and texts of an ARIA snapshot, in the order of the page, each once. */
export function parseSnapshot(snapshot: string): Found[] {
  const found = new Map<string, Found>();
  for (const line of snapshot.split('\n', MAX_ELEMENTS)) {
    const [, role, quoted, value] = LINE.exec(line.slice(0, MAX_LINE_LENGTH)) ?? [];
    const name = (quoted?.replace(/\\(.)/g, '$1') ?? value ?? '').trim();
    if (role && name !== '' && name !== "'") found.set(`${role} ${name}`, { role, name });
  }
  return [...found.values()];
}

/** The best three: like in name, those of the same kind first; else what there is of that kind. */
function nearestOf(wanted: LocatorTarget, found: readonly Found[]): Found[] {
  const name = wanted.by === 'role' ? (wanted.name ?? '') : wanted.value;
  const pairs = letterPairs(name);
  const isAlike = (role: string) => isSameKind(wanted, role);
  const scored = found
    .map((element) => ({ element, score: scoreOf(pairs, element, isAlike(element.role)) }))
    .filter(({ score }) => score >= MIN_SIMILARITY)
    .sort((a, b) => b.score - a.score);
  const best = scored.map(({ element }) => element);
  const ofKind = wanted.by === 'role' ? found.filter(({ role }) => role === wanted.role) : [];
  return (best.length > 0 ? best : ofKind).slice(0, SHOWN);
}

function scoreOf(pairs: ReadonlySet<string>, { name }: Found, isSameRole: boolean): number {
  const others = letterPairs(name.slice(0, MAX_NAME_LENGTH));
  const shared = [...others].filter((pair) => pairs.has(pair)).length;
  const similarity = (2 * shared) / Math.max(1, pairs.size + others.size);
  return similarity >= MIN_SIMILARITY ? similarity + (isSameRole ? SAME_ROLE : 0) : 0;
}

function letterPairs(text: string): Set<string> {
  const letters = text.toLowerCase();
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
  );
}

function isSameKind(wanted: LocatorTarget, role: string): boolean {
  if (wanted.by === 'role') return role === wanted.role;
  if (wanted.by === 'label' || wanted.by === 'placeholder') return FIELD_ROLES.includes(role);
  return wanted.by === 'alt' ? role === 'img' : false;
}

function inWords({ role, name }: Found): string {
  const short = name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name;
  return `${role} "${short}"`;
}
