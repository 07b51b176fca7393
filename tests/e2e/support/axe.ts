import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Waits for fonts, pictures in view and movements that end: until then colours and sizes are others. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const isDue = (image: HTMLImageElement) => image.loading !== 'lazy' && !image.complete;
    await Promise.all([...document.images].filter(isDue).map((image) => image.decode()));
    const isEnding = ({ effect }: Animation) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY;
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(isEnding)
        .map((animation) => animation.finished),
    );
  });
}

/** The rules of axe that the page breaks, each with its first element. */
export async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 160)}`);
}
