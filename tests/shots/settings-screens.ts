import { type Screen, shot } from './shot';

/** The pages below Settings. */
export const SETTINGS_SCREENS: Readonly<Record<string, Screen>> = {
  settings: {
    empty: shot('newAdministrator', '/settings', 'Appearance'),
    typical: shot('administrator', '/settings', 'Appearance'),
    error: shot('administrator', '/settings/gone', 'There is nothing at this address'),
  },
  account: {
    empty: shot('newAdministrator', '/settings/account', 'Current password'),
    typical: shot('viewer', '/settings/account', 'Current password'),
    error: shot('administrator', '/settings/account', 'Enter your current password', async (page) =>
      page.getByRole('button', { name: 'Change password' }).click(),
    ),
  },
  members: {
    empty: shot('newAdministrator', '/settings/members', 'Everyone who can sign in.'),
    typical: shot('administrator', '/settings/members', 'Open invitations'),
    error: shot('viewer', '/settings/members', 'For administrators'),
  },
  secrets: {
    empty: shot('newAdministrator', '/settings/secrets', 'No secrets'),
    typical: shot('administrator', '/settings/secrets', 'shop_password'),
    error: shot('administrator', '/settings/secrets', 'Must have at least 4 characters', async (page) => {
      await page.getByRole('button', { name: 'New secret' }).click();
      await page.getByLabel('Name', { exact: true }).fill('shop_password');
      await page.getByLabel('Value', { exact: true }).fill('abc');
      await page.getByRole('button', { name: 'Set secret' }).click();
    }),
  },
  sessions: {
    empty: shot('newAdministrator', '/settings/sessions', 'No sessions'),
    typical: shot('administrator', '/settings/sessions', 'shop-main'),
    error: shot(
      'administrator',
      '/settings/sessions',
      'Choose the automation that signs in',
      async (page) => {
        await page.getByRole('button', { name: 'New session' }).click();
        await page.getByLabel('Name', { exact: true }).fill('shop-main');
        await page.getByRole('button', { name: 'Store session' }).click();
      },
    ),
  },
  hosts: {
    empty: shot('newAdministrator', '/settings/hosts', 'No host has limits'),
    typical: shot('administrator', '/settings/hosts', 'shop.example'),
    error: shot('administrator', '/settings/hosts', 'Which host?', async (page) => {
      await page.getByRole('button', { name: /Limit a host/ }).click();
      await page.getByRole('button', { name: 'Set limits' }).click();
    }),
  },
  webhooks: {
    empty: shot('newAdministrator', '/settings/webhooks', 'No webhooks'),
    typical: shot('administrator', '/settings/webhooks', 'Orders chat'),
    error: shot('viewer', '/settings/webhooks', 'For administrators'),
  },
  webhook: {
    empty: shot(
      'administrator',
      ({ webhooks }) => `/settings/webhooks/${webhooks[1]}`,
      'Nothing was sent yet.',
    ),
    typical: shot(
      'administrator',
      ({ webhooks }) => `/settings/webhooks/${webhooks[0]}`,
      /404 in/,
      async (page) =>
        page
          .getByRole('button', { name: /^Details/ })
          .first()
          .click(),
    ),
    error: shot('viewer', '/settings/webhooks/gone', 'For administrators'),
  },
  tokens: {
    empty: shot('newAdministrator', '/settings/tokens', /token/i),
    typical: shot('administrator', '/settings/tokens', 'nightly import'),
    error: shot('administrator', '/settings/tokens', 'Say what the token is for', async (page) => {
      await page
        .getByRole('button', { name: /New token/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Make token' }).click();
    }),
  },
};
