import type { Page } from 'playwright';

export interface Painted {
  readonly count: number;
  /** Of the wall clock, which page and database share here. */
  readonly atMs: number;
}

/** The n-th commit is on screen when a count of n or more is. */
export function latencies(commits: readonly number[], paints: readonly Painted[]): number[] {
  return commits.map((committedAtMs, n) => {
    const shown = paints.find(({ count }) => count >= n + 1);
    return shown ? Math.max(0, shown.atMs - committedAtMs) : Number.POSITIVE_INFINITY;
  });
}

/** Has a page note from now on when it paints which count of ended rows. */
export async function notePaints(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const paints: { count: number; atMs: number }[] = [];
    (globalThis as { paints?: unknown }).paints = paints;
    // No function in here may have a name: the loader of this script would wrap it in a call that a page does not know.
    new MutationObserver(() => {
      const text = /([\d,]+) of [\d,]+/.exec(document.querySelector('main')?.textContent ?? '')?.[1];
      const count = Number(text?.replaceAll(',', ''));
      if (Number.isNaN(count) || paints.at(-1)?.count === count) return;
      const seen = { count, atMs: Number.POSITIVE_INFINITY };
      paints.push(seen);
      // What is in the document now is painted at the end of the next frame, which is where the one after it begins.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          seen.atMs = performance.timeOrigin + performance.now();
        }),
      );
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

export function readPaints(page: Page): Promise<Painted[]> {
  return page.evaluate(() => (globalThis as unknown as { paints: Painted[] }).paints);
}
