import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { findViolations, settle } from '../e2e/support/axe';

const THEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

const MOST_HEIGHT = 1600;

export interface Picture {
  readonly name: string;
  /** Rules of axe that the page breaks, each with the first element. */
  readonly violations: readonly string[];
  /** Pixels by which the page is wider than the window. */
  readonly overflow: number;
}

/** Four pictures of the page that is open: both themes at both widths, each checked. */
export async function takePictures(page: Page, name: string, folder: string): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    // The window grows with the page, not the picture: what is fixed to an edge stays at that edge.
    await page.setViewportSize({ width: size.width, height: Math.min(MOST_HEIGHT, height) });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      const full = `${name}-${colorScheme}-${size.width}`;
      await settle(page);
      await page.screenshot({ path: join(folder, `${full}.png`), animations: 'disabled' });
      pictures.push({ name: full, violations: await findViolations(page), overflow: await overflowOf(page) });
    }
  }
  return pictures;
}

function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
