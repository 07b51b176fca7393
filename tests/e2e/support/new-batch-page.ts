import { expect, type Locator, type Page } from '@playwright/test';

/** `/batches/new`, as somebody uses it. */
export function newBatchPage(page: Page) {
  const choose = async (select: Locator, option: string | RegExp): Promise<void> => {
    await select.click();
    await page.getByRole('option', { name: option }).click();
    // It goes there a moment after the list has closed, and would take what is typed next.
    await expect(select).toBeFocused();
  };
  return {
    choose,
    runButton: page.getByRole('button', { name: /^Run [\d,]+ rows?$/ }),
    rows: page.getByRole('grid', { name: /of the file$/ }),
    rowInWords: page.getByRole('region', { name: 'What happens for row 1' }),
    settings: page.locator('summary').filter({ hasText: 'Settings' }),
    automation: page.getByLabel('Run for each row'),
    takeFile: (name: string, csv: string) =>
      page
        .getByLabel('CSV file')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv, 'utf8') }),
    chooseAutomation: (title: string) => choose(page.getByLabel('Run for each row'), title),
    bind: (input: string, column: string) => choose(page.getByLabel(`${input} comes from`), column),
  };
}
