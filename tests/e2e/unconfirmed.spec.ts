import { expect } from '@playwright/test';
import { findViolations, settle } from './support/axe';
import { test } from './support/furrow-test';

const REST = 'Ada Byron,ada@example.com,Spain,Team\n';
const CSV = `customer_no,name,email,country,plan\ndrop-C-1,${REST}busy-C-2,${REST}busy-C-3,${REST}busy-C-4,${REST}`;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('unconfirmed rows: what the site said, and what a person decides, in bulk and by keyboard', async ({
  page,
  api,
}) => {
  test.setTimeout(120_000);
  const upload = await api.upload('lost.csv', CSV);
  const settings = { concurrency: 4 };
  const input = { upload_id: upload.id, automation: 'customer-signup', settings, start: true };
  const { id } = await api.createBatch(input);
  await api.waitForBatch(id);
  await page.goto(`/batches/${id}`);
  const section = page.getByRole('region', { name: 'Unconfirmed' });
  await expect(section.getByRole('listitem')).toHaveCount(3);
  await expect(section.getByRole('listitem').first()).toContainText('Probably not submitted');
  await settle(page);
  expect(await findViolations(page)).toEqual([]);

  const first = section.getByRole('checkbox', { name: 'Choose row 2' });
  await first.focus();
  await page.keyboard.press('Space');
  await expect(first).toBeChecked();
  await section.getByRole('button', { name: 'Mark failed' }).focus();
  await page.keyboard.press('Enter');
  await expect(section.getByRole('listitem')).toHaveCount(2);

  await section.getByRole('checkbox', { name: 'Choose all 2' }).click();
  await section.getByRole('button', { name: 'Run 2 again' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('This may submit twice');
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();

  await section.getByRole('button', { name: 'Verify 2 now' }).click();
  await expect(page.getByText('The site is asked about 2 rows.')).toBeVisible();
  await api.waitForBatch(id);
  await expect(section.getByRole('listitem')).toHaveCount(2);
  await section.getByRole('checkbox', { name: 'Choose all 2' }).click();
  await section.getByRole('button', { name: 'Mark 2 completed' }).click();
  await expect(section).toBeHidden();
});
