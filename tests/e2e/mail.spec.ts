import { expect } from '@playwright/test';
import { startMailServer } from '@/tests/support/mail-server';
import { SIGNED_OUT, test } from './support/furrow-test';
import { mailPort } from './support/installation-addresses';
import { openAccount, signIn, signOut, uniqueEmail } from './support/people';

test.use({ storageState: SIGNED_OUT });

test('an invitation and a new password come by mail, and their links work', async ({ page, api }) => {
  const server = await startMailServer(mailPort());
  try {
    const person = { name: 'Mona Post', email: uniqueEmail('mona'), password: 'a plain long sentence' };
    const invited = await api.post<{ mail: string }>('/invitations', { role: 'viewer', email: person.email });
    expect(invited.mail).toBe('sent');
    await openAccount(page, linkIn((await server.waitForMail(person.email)).text), person);

    await page.getByRole('button', { name: /^Notifications/ }).click();
    const byMail = page.getByRole('switch', { name: 'By e-mail too' });
    await expect(byMail).not.toBeChecked();
    await byMail.click();
    await expect(byMail).toBeChecked();
    await page.keyboard.press('Escape');
    await signOut(page, person);

    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    // The page before has such a field too.
    await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
    await page.getByLabel('E-mail address').fill(person.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByText(`If there is an account with a password for ${person.email}`)).toBeVisible();
    const resetMail = () =>
      server.mails.find(({ headers }) => headers.subject === 'A new password for Furrow');
    await expect.poll(resetMail, { timeout: 30_000 }).toBeDefined();
    const link = linkIn(resetMail()?.text ?? '');
    await page.goto(link);
    const renewed = { ...person, password: 'another long sentence' };
    await page.getByLabel('New password').fill(renewed.password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, renewed);
    await expect(page.getByRole('heading', { level: 1, name: 'Batches' })).toBeVisible();
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'This link is not valid' })).toBeVisible();
  } finally {
    await server.close();
  }
});

function linkIn(text: string): string {
  return /https?:\/\/\S+/.exec(text)?.[0] ?? 'no link';
}
