import { networkInterfaces } from 'node:os';
import { expect } from '@playwright/test';
import { SIGNED_OUT, test } from './support/furrow-test';
import { furrowUrl } from './support/installation-addresses';
import { newBatchPage } from './support/new-batch-page';
import { ADMINISTRATOR, signIn } from './support/people';

/** How a colleague in the same network calls this machine; without a network, by a name that is no "localhost". */
function lanAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.2';
}

test.use({ storageState: SIGNED_OUT });

test('signing in and writing work over the address of the machine in its network', async ({ page }) => {
  const url = new URL(furrowUrl());
  url.hostname = lanAddress();
  await page.goto(url.href);
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, ADMINISTRATOR);
  await expect(page.getByRole('heading', { level: 1, name: 'Batches' })).toBeVisible();
  expect(new URL(page.url()).host).toBe(url.host);

  // A plain address is no secure context: nothing of the page may rely on what browsers keep for those.
  expect(await page.evaluate(() => window.isSecureContext)).toBe(url.hostname === '127.0.0.2');
  await page.goto(`${url.origin}/batches/new`);
  await newBatchPage(page).takeFile('one-order.csv', 'Order no\nAB-1002\n');
  await expect(newBatchPage(page).runButton).toBeEnabled();
});
