import { expect, type Page } from '@playwright/test';
import type { Facts, Visitor } from './scene';

/** Every screen has the first three; others where there is more to see. */
export type ScreenState = BasicState | MoreState;
type MoreState =
  | 'reading'
  | 'headers'
  | 'problems'
  | 'editing'
  | 'settings'
  | 'selected'
  | 'long'
  | 'busy'
  | 'evidence';
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

/** Three workers, each in another state, with rows under way: it takes luck to see that in a small installation. */
export async function holdBusy(page: Page): Promise<void> {
  await page.route('**/api/v1/workers', async (route) => {
    const response = await route.fetch();
    const workers = await response.json();
    const [live] = workers.items;
    const at = (secondsAgo: number) => new Date(Date.parse(live.seen_at) - secondsAgo * 1000).toISOString();
    const row = (index: number, verb: string, no: number, secondsAgo: number) => ({
      ...{ batch_id: live.id, batch_name: 'Orders May', row_index: index, is_try: false },
      ...{ started_at: at(secondsAgo + 1), step: { no, count: 6, verb, started_at: at(secondsAgo) } },
    });
    const busy = {
      ...{ rows_per_minute: 182.4, failure_rate: 0.021, slots: 2 },
      browser_recycles: { count: 3, last: { reason: 'memory', at: at(300) } },
      rows: [row(1204, 'click', 3, 2.1), row(1205, 'wait_for', 4, 0.4)],
    };
    const draining = {
      host: 'worker-2',
      state: 'draining',
      is_draining: true,
      rows: [row(1198, 'goto', 1, 14)],
    };
    const lost = {
      host: 'worker-3',
      state: 'lost',
      is_live: false,
      rows_per_minute: null,
      failure_rate: null,
    };
    const items = [
      { ...live, ...busy },
      { ...live, ...busy, ...draining, id: 'draining' },
      { ...live, ...lost, id: 'lost' },
    ];
    const queue = { ...workers.queue, waiting_rows: 1792, oldest_waiting_at: at(540) };
    await route.fulfill({ response, json: { ...workers, items, queue } });
  });
}

/** Two automations of the scene fit the orders: somebody has to choose. */
export async function chooseOrderStatus(page: Page): Promise<void> {
  await page.getByLabel('Run for each row').click();
  await page.getByRole('option').filter({ hasText: 'order-status v' }).click();
}

/** What the bell rang for. */
export async function openBell(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Notifications/ }).click();
}
