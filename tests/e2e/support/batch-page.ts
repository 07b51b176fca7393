import { expect, type Page } from '@playwright/test';

/** A batch's page, as somebody reads it. */
export function batchPage(page: Page) {
  const progress = page.getByText(/^[\d,]+ of [\d,]+$/).first();
  return {
    progress,
    rows: page.getByRole('grid', { name: /^Rows of / }),
    /** Values that the count of ended rows takes, without a reload, until it is `total`. */
    watchCounts: async (total: number): Promise<number[]> => {
      const seen: number[] = [];
      const look = async () => {
        const count = Number.parseInt((await progress.textContent()) ?? '', 10);
        if (seen.at(-1) !== count) seen.push(count);
        return count;
      };
      await expect.poll(look, { timeout: 90_000, intervals: [100] }).toBe(total);
      return seen;
    },
    showOnly: (status: string) =>
      page.getByRole('button', { name: new RegExp(`^${status} \\d`, 'i') }).click(),
    /** The table's row that holds `text`. */
    row: (text: string) => page.getByRole('row').filter({ hasText: text }),
    download: async (item: RegExp) => {
      await page.getByRole('button', { name: 'Export' }).click();
      const started = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      return started;
    },
  };
}
