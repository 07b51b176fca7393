import { expect, type Locator } from '@playwright/test';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { findViolations, settle } from './support/axe';
import type { FurrowApi } from './support/furrow-api';
import { test } from './support/furrow-test';

const HEADER = 'customer_no,name,email,country,plan\n';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** A batch of two rows that the site took nothing of, which nobody knows. */
async function createUnconfirmed(api: FurrowApi, name: string): Promise<BatchJson> {
  const rows = [1, 2].map((no) => `busy-${name}-${no},Ada Byron,ada@example.com,Spain,Team\n`);
  const upload = await api.upload(`${name}.csv`, HEADER + rows.join(''));
  const input = { upload_id: upload.id, automation: 'customer-signup', settings: { concurrency: 2 } };
  return api.createBatch({ ...input, start: true });
}

test('the inbox: rows of two batches are chosen by keys and decided where all of them stand together', async ({
  page,
  api,
}) => {
  test.setTimeout(120_000);
  const stamp = Date.now();
  const batches = [
    await createUnconfirmed(api, `inbox-a-${stamp}`),
    await createUnconfirmed(api, `inbox-b-${stamp}`),
  ];
  for (const { id } of batches) await api.waitForBatch(id);
  await page.goto('/batches');
  await expect(page).toHaveURL('/');
  const way = page.getByRole('navigation').getByRole('link', { name: /^Unconfirmed \d+ wait for a person$/ });
  await way.click();
  const [one, other] = batches.map(({ name }) => page.getByRole('region', { name })) as [Locator, Locator];
  await expect(one.getByRole('listitem').first()).toContainText('Probably not submitted');
  await expect(other).toContainText('2 rows wait for a person');
  await settle(page);
  expect(await findViolations(page)).toEqual([]);

  // From anywhere to the first line; other tests may have left batches before these.
  await page.keyboard.press('j');
  await expect(page.getByRole('checkbox', { name: /^Choose row/ }).first()).toBeFocused();
  // As they stand there: which of the two ended first is not known.
  const boxes = one.getByRole('checkbox', { name: /^Choose row/ });
  const [first, second] = [boxes.first(), boxes.nth(1)];
  await first.focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await expect(second).toBeFocused();
  await page.keyboard.press('Space');
  await expect(first).toBeChecked();
  await expect(second).toBeChecked();
  await one.getByRole('button', { name: 'Mark 2 failed' }).click();
  await expect(one).toBeHidden();

  await other.getByRole('checkbox', { name: 'Choose all 2' }).click();
  await other.getByRole('button', { name: 'Run 2 again' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('This may submit twice');
  await page.keyboard.press('Escape');
  await other.getByRole('button', { name: 'Mark 2 completed' }).click();
  await expect(other).toBeHidden();
  const counts = batches.map(async ({ id }) => (await api.get<BatchJson>(`/batches/${id}`)).counts);
  expect(await Promise.all(counts)).toMatchObject([
    { failed: 2, unconfirmed: 0 },
    { completed: 2, unconfirmed: 0 },
  ]);
});
