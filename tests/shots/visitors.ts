import type { Browser, BrowserContext } from '@playwright/test';
import type { FurrowApi } from '../e2e/support/furrow-api';
import { openAccount, type Person } from '../e2e/support/people';

export const ADMINISTRATOR: Person = {
  name: 'Ada Keller',
  email: 'ada.keller@example.com',
  password: 'a plain long sentence',
};
const MEMBER: Person = { ...ADMINISTRATOR, name: 'Jonas Weber', email: 'jonas.weber@example.com' };
const VIEWER: Person = { ...ADMINISTRATOR, name: 'Mira Novak', email: 'mira.novak@example.com' };

/** A browser without cookies that knows where the dashboard is. */
export function visitor(browser: Browser, url: string): Promise<BrowserContext> {
  return browser.newContext({ baseURL: url, reducedMotion: 'reduce', locale: 'en-GB' });
}

/** Opens an account by a one-time link and stays signed in. */
export async function joinBy(browser: Browser, link: string, person: Person): Promise<BrowserContext> {
  const context = await visitor(browser, new URL(link).origin);
  await joinIn(context, link, person);
  return context;
}

/** The same in a browser that is there already. */
export async function joinIn(context: BrowserContext, link: string, person: Person): Promise<void> {
  const page = await context.newPage();
  await openAccount(page, link, person);
  await page.close();
}

/** A member and a viewer, whom the administrator invites; one more invitation stays open. */
export async function inviteColleagues(browser: Browser, api: FurrowApi): Promise<BrowserContext> {
  const invite = (role: string) => api.post<{ url: string }>('/invitations', { role });
  await (await joinBy(browser, (await invite('member')).url, MEMBER)).close();
  const viewer = await joinBy(browser, (await invite('viewer')).url, VIEWER);
  await api.post('/invitations', { role: 'member', email: 'elif.yildiz@example.com' });
  return viewer;
}
