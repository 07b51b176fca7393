import type { Locator, Page } from 'playwright';
import { settleWithin } from '../browser/settle-within';
import { captureView, type Drawing } from './capture-view';
import type { FindMasks } from './find-masks';

/**
 * One limit for each try. A picture asked for just as the page goes on to the next never comes: of 150 right after a click
 * that navigates, 48 waited out a limit of 5 s, and a second try drew every one. So the first gives up early; a heavy page
 * has the second.
 */
const TRY_LIMITS_MS = [800, 4000, 1500];

/**
 * A picture of what is visible, without what must not be seen. A step may leave the page on its way to the next: then that
 * one is drawn.
 * @returns null when the page can no longer be drawn, or does not say where it shows secrets
 */
export async function drawPage(page: Page, findMasks: FindMasks, drawing: Drawing): Promise<Buffer | null> {
  for (const timeout of TRY_LIMITS_MS) {
    if (page.isClosed()) return null;
    // Anew for each try: the elements of the page before are not those of this one.
    const masks = await findMasks();
    const data = masks && (await settleWithin(drawOnce(page, masks, { ...drawing, timeout }), timeout));
    if (data) return data;
    await settleWithin(page.waitForLoadState('domcontentloaded', { timeout }), timeout);
  }
  return null;
}

/** What must be blotted out is found and covered by Playwright. */
function drawOnce(
  page: Page,
  masks: readonly Locator[],
  { timeout, ...drawing }: Drawing & { readonly timeout: number },
): Promise<Buffer> {
  if (masks.length === 0) return captureView(page, drawing);
  return page.screenshot({ ...drawing, timeout, mask: [...masks] });
}
