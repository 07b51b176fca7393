import { expect } from '@playwright/test';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { SIGNED_OUT, test } from './support/furrow-test';
import { furrowUrl } from './support/installation-addresses';
import { openAccount, type Person, uniqueEmail } from './support/people';

const VIEWER: Person = {
  name: 'Mira Novak',
  email: uniqueEmail('mira.novak'),
  password: 'somebody who only reads',
};
const CSV = 'Order no\nAB-1002\nAB-1003\n';

interface List<Item> {
  readonly items: readonly Item[];
}

test('a viewer sees everything, finds nothing to change, and is refused by the API', async ({
  api,
  browser,
}) => {
  const upload = await api.upload('two-orders.csv', CSV);
  const batch = await api.createBatch({ upload_id: upload.id, automation: 'order-status', start: false });
  const { url } = await api.post<{ url: string }>('/invitations', { role: 'viewer' });
  const page = await browser.newPage({ storageState: SIGNED_OUT });
  await openAccount(page, url, VIEWER);
  await expect(page.getByRole('link', { name: batch.name })).toBeVisible();
  await expect(page.getByRole('link', { name: 'New batch' })).toHaveCount(0);

  await page.getByRole('link', { name: batch.name }).click();
  await expect(page.getByRole('grid')).toContainText('AB-1002');
  for (const verb of ['Run', 'Stop', 'Pause', 'Share', 'Retry']) {
    await expect(page.getByRole('button', { name: new RegExp(`^${verb}\\b`) })).toHaveCount(0);
  }
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
  await page.goto('/automations/order-status');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Look an order up');
  await expect(page.getByRole('button', { name: /^Save/ })).toHaveCount(0);
  await page.goto('/settings');
  await expect(page.getByRole('link', { name: 'Members' })).toHaveCount(0);

  const writes = [`/batches/${batch.id}/start`, `/batches/${batch.id}/shares`, '/batches', '/invitations'];
  for (const path of writes) {
    const refused = await page.request.post(`/api/v1${path}`, { data: {}, headers: { Origin: furrowUrl() } });
    expect([path, refused.status(), (await refused.json()).code]).toEqual([path, 403, 'forbidden']);
  }
  expect((await api.get<BatchJson>(`/batches/${batch.id}`)).status).toBe('ready');
  await page.close();
});

test("a write that another site's page sends with the reader's cookie is refused", async ({
  api,
  playwright,
}) => {
  const upload = await api.upload('two-orders.csv', CSV);
  const before = await api.get<List<BatchJson>>('/batches?limit=100');
  const { cookies } = await api.request.storageState();
  for (const headers of [{ Origin: 'https://shop.example' }, { Origin: 'null' }, {}]) {
    const request = await playwright.request.newContext({
      storageState: { cookies, origins: [] },
      extraHTTPHeaders: headers,
    });
    const data = { upload_id: upload.id, automation: 'order-status' };
    const answer = await request.post(`${furrowUrl()}/api/v1/batches`, { data });
    expect([answer.status(), (await answer.json()).code]).toEqual([403, 'foreign_origin']);
    await request.dispose();
  }
  const after = await api.get<List<BatchJson>>('/batches?limit=100');
  expect(after.items.map(({ id }) => id)).toEqual(before.items.map(({ id }) => id));
});
