import type { Page } from 'playwright';
import type { AttemptRecord } from '../../lib/domain/lane';
import type { Redactor } from '../../lib/secrets/redactor';
import { settleWithin } from '../browser/settle-within';
import type { ArtifactWriter } from './artifact-writer';
import { drawPage } from './draw-page';
import type { FindMasks } from './find-masks';
import type { StepFault } from './step-failure';

export type PageEvidence = Pick<AttemptRecord, 'pageText' | 'pageUrl' | 'pageTitle'>;

export const NO_PAGE: PageEvidence = { pageText: null, pageUrl: null, pageTitle: null };

const TEXT_TIMEOUT_MS = 2000;
const MAX_TEXT_LENGTH = 20_000;

/** What the page showed when the attempt failed. Never rejects and never waits long: the page may be broken. */
export async function readPage(page: Page, { redact }: Pick<Redactor, 'redact'>): Promise<PageEvidence> {
  const [text, title] = await Promise.all([
    // biome-ignore lint/performance/useDomNodeTextContent: what counts is the text as it was shown.
    settleWithin(page.locator('body').innerText({ timeout: TEXT_TIMEOUT_MS }), TEXT_TIMEOUT_MS),
    settleWithin(page.title(), TEXT_TIMEOUT_MS),
  ]);
  return {
    // Redacted before it is cut: half a secret would not be found any more.
    pageText: text === undefined ? null : storable(redact(text).slice(0, MAX_TEXT_LENGTH)),
    pageUrl: storable(redact(page.url())),
    pageTitle: title === undefined ? null : storable(redact(title)),
  };
}

/** A picture of what was visible; nothing when the page can no longer be drawn, or does not say where it shows secrets. */
export async function keepScreenshot(
  page: Page,
  name: string,
  writer: ArtifactWriter,
  findMasks: FindMasks,
  leftMs: () => number,
): Promise<void> {
  const data = await drawPage(page, findMasks, { type: 'png' });
  const file = { type: 'screenshot', name, contentType: 'image/png', extension: 'png' } as const;
  if (data) await writer.write({ ...file, data }, leftMs());
}

/** PostgreSQL keeps no NUL in a text; a page may well contain one. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

/** The same for what a failure says. */
export function storableFault<T extends StepFault>(fault: T): T {
  const { message, hint } = fault;
  return { ...fault, message: storable(message), ...(hint !== undefined && { hint: storable(hint) }) };
}
