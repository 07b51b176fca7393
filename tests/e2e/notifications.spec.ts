import { type BrowserContext, expect, type Page } from '@playwright/test';
import { findViolations, settle } from './support/axe';
import { createApi } from './support/furrow-api';
import { SIGNED_OUT, test } from './support/furrow-test';
import { furrowUrl, practiceUrl } from './support/installation-addresses';
import { openAccount, uniqueEmail } from './support/people';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a webhook is added, tested, given a new secret and deleted', async ({ page }) => {
  await page.goto('/settings/webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Name').fill('Night shift');
  await page.getByLabel('Address').fill(`${practiceUrl()}/no-such-hook`);
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const secret = page.getByRole('dialog').getByText(/^whsec_/);
  const first = await secret.textContent();
  await page.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Send a test to Night shift' }).click();
  await expect(page.getByText('It answered 404', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Night shift' }).click();
  const line = page.getByRole('table', { name: 'Deliveries' }).getByRole('row').last();
  await expect(line).toHaveAccessibleName(/Test failed 1 404 in/);
  await page.getByRole('button', { name: /^Send again/ }).click();
  await expect(line).toHaveAccessibleName(/waiting 2 404 in/);

  await page.getByRole('button', { name: 'New secret…' }).click();
  await page.getByRole('button', { name: 'Make new secret' }).click();
  await expect(page.getByText('Requests are signed with the old one too until')).toBeVisible();
  expect(await secret.textContent()).not.toBe(first);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('and the old one until')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    expect([colorScheme, await findViolations(page)]).toEqual([colorScheme, []]);
  }
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete webhook' }).click();
  await expect(page).toHaveURL(/\/settings\/webhooks$/);
  await expect(page.getByRole('link', { name: 'Night shift' })).toHaveCount(0);
});

test('a batch that waits rings the bell of its owner, who goes there by the keyboard alone', async ({
  api,
  browser,
}) => {
  const { url } = await api.post<{ url: string }>('/invitations', { role: 'member' });
  const context = await browser.newContext({ storageState: SIGNED_OUT, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await openAccount(page, url, {
    ...{ name: 'Otto Brandt', email: uniqueEmail('otto.brandt'), password: 'somebody who is told' },
  });
  const bell = page.getByRole('button', { name: /^Notifications/ });
  const list = page.getByRole('dialog', { name: 'Notifications' });
  // A click before the page's scripts have run opens nothing.
  await expect(async () => {
    if (!(await list.isVisible())) await bell.click();
    await expect(list).toBeVisible({ timeout: 2000 });
  }).toPass();
  // Other tests run batches meanwhile; what they tell is not what this is about.
  const onlyOwn = list.getByRole('switch', { name: 'Only my batches' });
  await onlyOwn.click();
  await expect(list).toContainText('Nothing yet.');
  await page.keyboard.press('Escape');

  const own = createApi(page.request, furrowUrl());
  const upload = await own.upload('plum-orders.csv', 'Order no\nAB-1002\nAB-1003\n');
  const input = { upload_id: upload.id, automation: 'order-status', settings: { canary: 1 }, start: true };
  const { id } = await own.createBatch(input);
  await expect(bell).toHaveAccessibleName('Notifications, 1 unread', { timeout: 60_000 });
  await page.keyboard.press('b');
  await expect(list).toContainText('plum-orders');
  await expect(list).toContainText('waits for you: its first rows have run');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    expect([colorScheme, await findViolations(page)]).toEqual([colorScheme, []]);
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/batches/${id}`);
  await expect(bell).toHaveAccessibleName('Notifications');
  await expect(list).toHaveCount(0);

  // The browser shows what comes while nobody looks: once, though two tabs are open.
  const shown = await watchNotifications(context);
  await page.reload();
  await page.keyboard.press('b');
  await list.getByRole('switch', { name: 'Browser notifications' }).click();
  await expect(list).toContainText('Shown when no tab of Furrow is in view');
  await page.keyboard.press('Escape');
  const second = await context.newPage();
  await second.goto('/workers');
  const bells = [bell, second.getByRole('button', { name: /^Notifications/ })];
  for (const tab of [page, second]) await hide(tab);
  await own.post(`/batches/${id}/resume`);
  for (const one of bells) await expect(one).toHaveAccessibleName(/1 unread/, { timeout: 60_000 });
  await expect.poll(() => shown).toEqual(['plum-orders has finished: all rows completed']);
  // Both have had their turn.
  for (const tab of [page, second])
    await tab.evaluate(() => navigator.locks.request('furrow-showing', () => 0));
  expect(shown).toHaveLength(1);
  await context.close();
});

/** Notifications of the browser as a list of texts: a browser without a screen shows none. */
async function watchNotifications(context: BrowserContext): Promise<readonly string[]> {
  const shown: string[] = [];
  await context.exposeFunction('noteShown', (text: string) => shown.push(text));
  await context.addInitScript(() => {
    const key = 'permission-of-the-test';
    class ShownNotification {
      static get permission() {
        return localStorage.getItem(key) ?? 'default';
      }
      static async requestPermission() {
        localStorage.setItem(key, 'granted');
        return 'granted';
      }
      constructor(title: string, { body }: { body: string }) {
        (window as unknown as { noteShown(text: string): void }).noteShown(`${title} ${body}`);
      }
    }
    Object.defineProperty(window, 'Notification', { value: ShownNotification });
  });
  return shown;
}

/** A page of Playwright is always in view: it has to be told that it is not. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
