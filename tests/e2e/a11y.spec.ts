import { expect } from '@playwright/test';
import { findViolations, settle } from './support/axe';
import { SIGNED_OUT, test } from './support/furrow-test';
import { furrowUrl } from './support/installation-addresses';

const CSV = 'Order no,Customer\nAB-1002,Anna\nAB-9999,Ben\nnot an order,Zoë\n';
const THEMES = ['light', 'dark'] as const;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('axe finds nothing on the main screens, light or dark', async ({ page, api }) => {
  const upload = await api.upload('orders.csv', CSV);
  const input = { upload_id: upload.id, automation: 'order-status', rows: 'valid', start: true };
  const { id } = await api.createBatch(input);
  await api.waitForBatch(id);
  const times = { name: 'Orders again', cron: '30 6 * * 1-5', time_zone: 'Asia/Tokyo' };
  const schedule = await api.post<{ id: string }>('/schedules', { batch_id: id, ...times });
  const screens = [
    ['/', 'New batch'],
    [`/batches/new?upload=${upload.id}`, 'What happens for row 1'],
    [`/batches/${id}`, 'AB-1002'],
    [`/batches/${id}/rows/1`, 'Attempt 1 · completed'],
    ['/schedules', 'Orders again'],
    [`/schedules/${schedule.id}`, 'It has not run yet.'],
    ['/automations', 'Look an order up'],
    ['/automations/order-status', 'Look an order up'],
    ['/workers', 'slots busy'],
    ['/settings/members', 'Everyone who can sign in.'],
    ['/settings/hosts', 'How much a site gets at once'],
    ['/settings/sessions', 'Stored logins that automations run with.'],
    ['/settings/secrets', 'Passwords and keys that automations use.'],
  ] as const;
  const found: Record<string, string[]> = {};
  for (const [path, text] of screens) {
    await page.goto(path);
    await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      const violations = await findViolations(page);
      if (violations.length > 0) found[`${path} ${colorScheme}`] = violations;
    }
  }
  expect(found).toEqual({});
});

test('axe finds nothing on pages for people who are not signed in', async ({ browser }) => {
  const context = await browser.newContext({ storageState: SIGNED_OUT, reducedMotion: 'reduce' });
  const page = await context.newPage();
  for (const path of ['/sign-in', '/setup?token=taken', '/s/taken']) {
    await page.goto(`${furrowUrl()}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      expect([path, colorScheme, await findViolations(page)]).toEqual([path, colorScheme, []]);
    }
  }
  await context.close();
});
