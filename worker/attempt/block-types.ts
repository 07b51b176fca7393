import type { Page } from 'playwright';
import type { BlockedType } from '../../lib/automation/browser-settings';

/** As the browser's protocol calls them. */
const RESOURCE_TYPES = {
  image: 'Image',
  font: 'Font',
  media: 'Media',
  stylesheet: 'Stylesheet',
} as const satisfies Record<BlockedType, string>;

/**
 * The page does not load what is of these types. It spares work and is no protection: frames of other sites and service
 * workers load as ever. Only requests of these types are held on their way; Playwright's `route` would hold all of them.
 */
export async function blockTypes(page: Page, types: readonly BlockedType[]): Promise<void> {
  if (types.length === 0) return;
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId }) => {
    // Aborted, not refused: what was wanted is none of the page's errors. The page may be gone by then.
    session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => undefined);
  });
  const patterns = types.map((type) => ({ urlPattern: '*', resourceType: RESOURCE_TYPES[type] }));
  await session.send('Fetch.enable', { patterns });
}
