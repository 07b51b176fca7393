import type { Frame, Locator, Page } from 'playwright';
import type { Redactor } from '../../lib/secrets/redactor';
import { settleWithin } from '../browser/settle-within';

const LOOK_TIMEOUT_MS = 2000;
/** One locator each; the values of one attempt are few. */
const MAX_TEXTS = 20;

/** Where secrets are shown at this moment; null when the page did not say: then no picture may be taken. */
export type FindMasks = () => Promise<readonly Locator[] | null>;

/**
 * Finds what must be blotted out of a picture: the elements of secret steps, fields that hold a secret, and text that
 * shows one.
 */
export function createMaskFinder(
  pageNow: () => Page,
  elementsOfSteps: () => readonly Locator[],
  redactor: Redactor,
): FindMasks {
  return async () => {
    const ofSteps = elementsOfSteps();
    if (redactor.values.length === 0) return ofSteps;
    const found = await settleWithin(findSecrets(pageNow(), redactor), LOOK_TIMEOUT_MS);
    return found ? [...ofSteps, ...found] : null;
  };
}

async function findSecrets(page: Page, redactor: Redactor): Promise<Locator[]> {
  const frames = page.frames().filter((frame) => !frame.isDetached());
  return (await Promise.all(frames.map((frame) => findInFrame(frame, redactor)))).flat();
}

/**
 * What elements hold is compared here, not in the page: what the automation fills in elsewhere is no business of this
 * page's scripts. Playwright looks for a text that runs over several elements in a world of its own, hidden from them.
 */
async function findInFrame(frame: Frame, redactor: Redactor): Promise<Locator[]> {
  const elements = frame.locator('body *');
  const texts = await elements.evaluateAll(readTexts);
  const held = texts.flatMap((text, at) => (redactor.redact(text) === text ? [] : [elements.nth(at)]));
  const shown = redactor.values.slice(0, MAX_TEXTS).map((value) => frame.getByText(value));
  return [...held, ...shown];
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
