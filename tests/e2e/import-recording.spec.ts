import { expect, type Page } from '@playwright/test';
import { findViolations, settle } from './support/axe';
import { test } from './support/furrow-test';

type FilePayload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a recording is imported with a sample, looked at and saved', async ({ page, api }) => {
  await page.goto('/automations');
  await page.getByRole('link', { name: 'Import a recording' }).click();
  await page.getByLabel('Recording', { exact: true }).fill('no recording');
  await page.getByRole('button', { name: 'Make an automation' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'no known format' })).toBeVisible();

  await choose(page, 'Choose a recording', 'tests/fixtures/recordings/codegen-signup.js.txt');
  await choose(page, 'Choose a sample CSV', {
    name: 'kunden.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Kundenkonto;Vollname\nC-9001;Ada Lovelace\n'),
  });
  await expect(page.getByText('kunden.csv: what stands')).toBeVisible();
  await page.getByRole('button', { name: 'Make an automation' }).click();

  const about = page.getByRole('complementary', { name: 'About this automation' });
  await expect(about).toContainText('"Create account" looks like the step that submits');
  await expect(about).toContainText('kundenkonto');
  await settle(page);
  expect(await findViolations(page)).toEqual([]);
  const names = await api.get<{ items: { name: string }[] }>('/automations');
  expect(names.items.map(({ name }) => name)).not.toContain('codegen-signup-js');

  await page.getByRole('button', { name: 'Save version 1' }).click();
  await page.waitForURL('**/automations/codegen-signup*');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Codegen signup');
});

async function choose(page: Page, button: string, file: string | FilePayload): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(file);
}
