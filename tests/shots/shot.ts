import { expect, type Page } from '@playwright/test';
import type { Facts, Visitor } from './scene';

/** Every screen has the first three; others where there is more to see. */
export type ScreenState = BasicState | 'reading' | 'headers' | 'problems' | 'editing' | 'long';
type BasicState = 'empty' | 'typical' | 'error';

/** How to get to a screen in one state. */
export interface Shot {
  readonly as: Visitor;
  /** Ends when everything the picture is about is there. */
  readonly open: (page: Page, facts: Facts) => Promise<void>;
}

export type Screen = Readonly<Record<BasicState, Shot>> & Readonly<Partial<Record<ScreenState, Shot>>>;

type Path = string | ((facts: Facts) => string);
type Steps = (page: Page) => Promise<void>;

/** Opens a path, waits for `text`, then does what else it takes. */
export function shot(as: Visitor, path: Path, text: string | RegExp, steps?: Steps): Shot {
  return {
    as,
    open: async (page, facts) => {
      await page.goto(typeof path === 'string' ? path : path(facts));
      if (steps) await steps(page);
      await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible({ timeout: 30_000 });
    },
  };
}

/** Makes every later call of the API below `path` fail, as when the server is gone. */
export async function cutOff(page: Page, path: string): Promise<void> {
  await page.route(`**/api/v1${path}*`, (route) => route.abort());
}

/** Answers as if the server were still reading the file: a state that passes too fast for a picture. */
export async function holdReading(page: Page, uploadId: string): Promise<void> {
  await page.route(`**/api/v1/uploads/${uploadId}`, async (route) => {
    const response = await route.fetch();
    const upload = await response.json();
    const reading = { state: 'reading', read_bytes: upload.size * 0.41, seconds_left: 4, row_count: 41_000 };
    await route.fulfill({ response, json: { ...upload, ...reading } });
  });
}

/** Two automations of the scene fit the orders: somebody has to choose. */
export async function chooseOrderStatus(page: Page): Promise<void> {
  await page.getByLabel('Run for each row').click();
  await page.getByRole('option').filter({ hasText: 'order-status v' }).click();
}
