import type { Frame, Locator, Page } from 'playwright';
import type { Redactor } from '../../lib/secrets/redactor';
import { settleWithin } from '../browser/settle-within';

const LOOK_TIMEOUT_MS = 2000;
/** One locator each; the secrets of one row are few. */
const MAX_TEXTS = 20;

/** No value goes over it. */
const BETWEEN = '\0';

/** What must not be seen. */
export interface Hidden {
  readonly redactor: Redactor;
  /** Those of its values that are also looked for in texts that run over several elements. */
  readonly spread: readonly string[];
}

/** Where secrets are shown at this moment; null when the page did not say: then no picture may be taken. */
export type FindMasks = () => Promise<readonly Locator[] | null>;

/**
 * Finds what must be blotted out of a picture: the elements of secret steps, fields that hold a secret, and text that
 * shows one.
 */
export function createMaskFinder(
  pageNow: () => Page,
  elementsOfSteps: () => readonly Locator[],
  hidden: Hidden,
): FindMasks {
  return async () => {
    const ofSteps = elementsOfSteps();
    if (hidden.redactor.values.length === 0) return ofSteps;
    const found = await settleWithin(findSecrets(pageNow(), hidden), LOOK_TIMEOUT_MS);
    return found ? [...ofSteps, ...found] : null;
  };
}

async function findSecrets(page: Page, hidden: Hidden): Promise<Locator[]> {
  const frames = page.frames().filter((frame) => !frame.isDetached());
  return (await Promise.all(frames.map((frame) => findInFrame(frame, hidden)))).flat();
}

/**
 * What elements hold is compared here, not in the page: what the automation fills in elsewhere is no business of this
 * page's scripts. Playwright looks for a text that runs over several elements in a world of its own, hidden from them.
 */
async function findInFrame(frame: Frame, { redactor, spread }: Hidden): Promise<Locator[]> {
  const elements = frame.locator('body, body *');
  const texts = await elements.evaluateAll(readTexts);
  const held = findHeld(texts, redactor).map((at) => elements.nth(at));
  const shown = spread.slice(0, MAX_TEXTS).map((value) => frame.getByText(value));
  return [...held, ...shown];
}

/**
 * Which of the texts hold a secret. Halves in which none does are left at one look: a stored login may have hundreds of values, a page
 * thousands of elements.
 */
function findHeld(texts: readonly string[], redactor: Redactor, from = 0): number[] {
  const joined = texts.join(BETWEEN);
  if (redactor.redact(joined) === joined) return [];
  if (texts.length === 1) return [from];
  const half = Math.ceil(texts.length / 2);
  return [
    ...findHeld(texts.slice(0, half), redactor, from),
    ...findHeld(texts.slice(half), redactor, from + half),
  ];
}

/** What each element itself shows: its value, else its own text without that of its children. Runs in the page. */
function readTexts(elements: readonly Element[]): string[] {
  return elements.map((element) => {
    if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text ?? '';
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      return `${element.value} ${element.placeholder}`;
    }
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    return own.map((node) => node.nodeValue ?? '').join('');
  });
}
