import { ORDER_COUNT } from './scene';
import { SETTINGS_SCREENS } from './settings-screens';
import { chooseOrderStatus, cutOff, holdBusy, holdReading, openBell, type Screen, shot } from './shot';

/** Every screen with nothing in it, as on an ordinary day, and when something is wrong. */
export const SCREENS: Readonly<Record<string, Screen>> = {
  'sign-in': {
    empty: shot('newNobody', '/sign-in', 'Furrow is not set up yet'),
    typical: shot('nobody', '/sign-in', 'E-mail address'),
    error: shot('nobody', '/sign-in', /wrong|not match|incorrect/i, async (page) => {
      await page.getByLabel('E-mail address').fill('ada.keller@example.com');
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    }),
  },
  'set-up': {
    empty: shot('newNobody', ({ setupUrl }) => setupUrl, 'Create the administrator'),
    typical: shot('nobody', ({ memberUrl }) => memberUrl, 'You were invited as member.'),
    error: shot('nobody', '/setup?token=taken', 'This link is not valid'),
  },
  batches: {
    empty: shot('newAdministrator', '/', 'Run the first batch'),
    typical: shot('administrator', '/', 'Orders May'),
    error: shot('administrator', '/', 'The batches could not be loaded', async (page) => {
      await cutOff(page, '/batches');
      await page.getByRole('searchbox').fill('Orders');
    }),
  },
  'new-batch': {
    empty: shot('newAdministrator', '/batches/new', 'Drop a CSV here'),
    typical: shot(
      'administrator',
      (facts) => `/batches/new?upload=${facts.typicalUpload}`,
      `${ORDER_COUNT} rows · semicolon`,
      async (page) => {
        await chooseOrderStatus(page);
        await page.locator('summary').filter({ hasText: 'Settings' }).click();
        await page.getByText(`${ORDER_COUNT} rows = ${ORDER_COUNT} will run`).waitFor();
        await page
          .getByRole('button', { name: `Run ${ORDER_COUNT} rows` })
          .and(page.locator(':enabled'))
          .waitFor();
      },
    ),
    error: shot(
      'administrator',
      (facts) => `/batches/new?upload=${facts.brokenUpload}`,
      'The file cannot be read',
    ),
    reading: {
      as: 'administrator',
      open: async (page, facts) => {
        await holdReading(page, facts.longUpload);
        await page.goto(`/batches/new?upload=${facts.longUpload}`);
        await page.getByText('Below is its beginning').waitFor();
        await chooseOrderStatus(page);
        await page.getByRole('region', { name: 'What happens for row 1' }).waitFor();
      },
    },
    headers: shot(
      'administrator',
      (facts) => `/batches/new?upload=${facts.headersUpload}`,
      'Name them Name and Name_2',
      async (page) => page.getByRole('button', { name: 'change', exact: true }).click(),
    ),
    problems: shot(
      'administrator',
      (facts) => `/batches/new?upload=${facts.problemsUpload}`,
      'run only the valid rows (48 of 60)',
    ),
    editing: shot(
      'administrator',
      (facts) => `/batches/new?upload=${facts.problemsUpload}`,
      '12 with problems',
      async (page) => {
        await page.getByRole('button', { name: /^Show rows/ }).click();
        await page.locator('[role=gridcell][aria-invalid=true]').nth(1).dblclick();
      },
    ),
    long: shot(
      'administrator',
      (facts) => `/batches/new?upload=${facts.longUpload}`,
      '100,000 rows = 99,999 will run',
      async (page) => {
        await chooseOrderStatus(page);
        await page.getByText('What happens for row 1').waitFor({ timeout: 60_000 });
        await page.getByLabel('Go to row').fill('70,007');
        await page.keyboard.press('Enter');
        await page.getByText('What happens for row 70,007').waitFor();
      },
    ),
  },
  batch: {
    empty: shot('administrator', (facts) => `/batches/${facts.readyBatch}`, `Run ${ORDER_COUNT} rows`),
    typical: shot('administrator', (facts) => `/batches/${facts.typicalBatch}`, 'with problems'),
    error: shot('administrator', (facts) => `/batches/${facts.pausedBatch}`, 'Paused by the brake'),
    settings: shot(
      'administrator',
      (facts) => `/batches/${facts.typicalBatch}`,
      'Rows that start from now on follow them.',
      async (page) => page.getByRole('button', { name: 'Settings', exact: true }).click(),
    ),
    selected: shot(
      'administrator',
      (facts) => `/batches/${facts.typicalBatch}`,
      /All [\d,]+ rows selected/,
      async (page) => page.getByLabel('Select all rows').click(),
    ),
  },
  'row-panel': {
    empty: shot('administrator', (facts) => `/batches/${facts.readyBatch}?row=2`, 'not tried yet'),
    typical: shot(
      'administrator',
      (facts) => `/batches/${facts.typicalBatch}?row=1`,
      'Attempt 1 · completed',
    ),
    error: shot('administrator', (facts) => `/batches/${facts.pausedBatch}?row=3`, 'Attempt 1 · failed'),
  },
  row: {
    empty: shot('administrator', (facts) => `/batches/${facts.readyBatch}/rows/2`, 'not tried yet'),
    typical: shot(
      'administrator',
      (facts) => `/batches/${facts.typicalBatch}/rows/1`,
      'Attempt 1 · completed',
    ),
    error: shot(
      'administrator',
      (facts) => `/batches/${facts.typicalBatch}/rows/${facts.failedRow}`,
      'Attempt 1 · failed',
    ),
    evidence: shot(
      'administrator',
      (facts) => `/batches/${facts.brokenPageBatch}/rows/1`,
      'Open trace',
      async (page) => {
        for (const summary of await page.locator('summary').all()) await summary.click();
      },
    ),
    editing: shot(
      'administrator',
      (facts) => `/batches/${facts.typicalBatch}/rows/${facts.failedRow}`,
      'order_no does not match',
      async (page) => {
        await page.getByRole('button', { name: 'Edit row' }).click();
        await page.getByRole('dialog').getByLabel('Order no').fill('1036');
        await page.getByRole('dialog').getByLabel('Customer').fill('Łukasz Yıldız-Nowak');
      },
    ),
  },
  share: {
    empty: shot(
      'administrator',
      (facts) => `/batches/${facts.pausedBatch}`,
      'Ends after',
      async (page) => page.getByRole('button', { name: 'Share' }).click(),
    ),
    typical: shot(
      'administrator',
      (facts) => `/batches/${facts.typicalBatch}`,
      /revoked/,
      async (page) => page.getByRole('button', { name: 'Share' }).click(),
    ),
    error: shot(
      'administrator',
      (facts) => `/batches/${facts.typicalBatch}`,
      /reach|connection|answer/i,
      async (page) => {
        await page.route('**/shares', (route) =>
          route.request().method() === 'POST' ? route.abort() : route.continue(),
        );
        await page.getByRole('button', { name: 'Share' }).click();
        await page.getByRole('button', { name: 'Create link' }).click();
        await page.getByRole('alert').last().waitFor();
      },
    ),
  },
  shared: {
    empty: shot('nobody', ({ emptyShare }) => emptyShare, `0 of ${ORDER_COUNT} rows done`),
    typical: shot('nobody', ({ typicalShare }) => typicalShare, `${ORDER_COUNT} of ${ORDER_COUNT} rows done`),
    error: shot('nobody', ({ revokedShare }) => revokedShare, 'This link does not open anything'),
  },
  schedules: {
    empty: shot('newAdministrator', '/schedules', 'No schedules yet'),
    typical: shot('administrator', '/schedules', 'Orders every weekday'),
    error: shot('viewer', '/schedules/gone', 'There is nothing at this address'),
  },
  schedule: {
    empty: shot(
      'administrator',
      (facts) => `/batches/${facts.typicalBatch}`,
      'Every weekday at 06:30',
      async (page) => page.getByRole('button', { name: 'Run on a schedule…' }).click(),
    ),
    typical: shot('administrator', ({ schedule }) => `/schedules/${schedule}`, 'run by hand'),
    error: shot(
      'administrator',
      ({ schedule }) => `/schedules/${schedule}`,
      'is never due',
      async (page) => {
        await page.getByRole('button', { name: 'Change…' }).click();
        await page.getByLabel('How often').click();
        await page.getByRole('option', { name: 'Cron expression' }).click();
        await page.getByRole('textbox', { name: 'Cron expression' }).fill('0 0 31 2 *');
      },
    ),
  },
  unconfirmed: {
    empty: shot('newAdministrator', '/unconfirmed', 'Nothing waits for you'),
    typical: shot('administrator', '/unconfirmed', 'Probably not submitted', async (page) => {
      await page.getByRole('button', { name: 'Choose all 14 unconfirmed rows of this batch' }).click();
      await page.getByText('14 rows of this batch chosen').waitFor();
    }),
    error: shot('administrator', '/unconfirmed', 'This list is not up to date', (page) =>
      cutOff(page, '/unconfirmed'),
    ),
  },
  automations: {
    empty: shot('newAdministrator', '/automations', 'No automations yet'),
    typical: shot('administrator', '/automations', 'Look an order up'),
    error: shot('administrator', '/automations/gone', 'There is nothing at this address'),
  },
  automation: {
    empty: shot('administrator', '/automations/new', 'What it does'),
    typical: shot('administrator', '/automations/order-status', 'Look an order up'),
    error: shot('administrator', '/automations/order-status', /^\d+ problems?$/, async (page) => {
      await page.getByRole('textbox', { name: 'Automation as YAML' }).press('ControlOrMeta+End');
      await page.keyboard.type('\n  - clack: { role: button }');
    }),
  },
  workers: {
    empty: shot('newAdministrator', '/workers', 'No worker is running'),
    typical: shot('administrator', '/workers', 'slots busy'),
    error: shot('administrator', '/workers', 'This list is not up to date', (page) =>
      cutOff(page, '/workers'),
    ),
    busy: shot('administrator', '/workers', 'wait_for', holdBusy),
  },
  notifications: {
    empty: shot('newAdministrator', '/workers', 'Nothing yet.', openBell),
    typical: shot('administrator', '/workers', 'has finished', openBell),
    error: {
      as: 'administrator',
      open: async (page) => {
        await cutOff(page, '/notifications');
        await page.goto('/workers');
        await openBell(page);
        await page.getByText('The list could not be read').waitFor();
      },
    },
  },
  ...SETTINGS_SCREENS,
};
