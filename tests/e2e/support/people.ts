import { expect, type Page } from '@playwright/test';

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** An address nobody has yet, so that a test can be run twice against one installation. */
export function uniqueEmail(name: string): string {
  return `${name}.${Date.now()}@example.com`;
}

/** Opens the first account, in first-run.spec.ts. */
export const ADMINISTRATOR: Person = {
  name: 'Ada Keller',
  email: 'ada.keller@example.com',
  password: 'a plain long sentence',
};

/** Cookies of the administrator, written by first-run.spec.ts for the tests after it. */
export const ADMINISTRATOR_STATE = 'reports/e2e-administrator.json';

/** Opens the account that a one-time link promises; ends on the list of batches, signed in. */
export async function openAccount(page: Page, link: string, person: Person): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(person.name);
  const email = page.getByLabel('E-mail address');
  // A link that is for one address has it filled in already.
  if (await email.isEditable()) await email.fill(person.email);
  await expect(email).toHaveValue(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: /^Create / }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Batches' })).toBeVisible();
}

/** Signs in on the page that asks for it, wherever that page is. */
export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function signOut(page: Page, { name }: Pick<Person, 'name'>): Promise<void> {
  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}
