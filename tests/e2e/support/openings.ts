import type { Page } from '@playwright/test';
import type { FurrowApi } from './furrow-api';
import { practiceUrl } from './installation-addresses';

/** Something that opens over a page: of which page, its name, how it is opened. */
export type Opening = readonly [path: string, name: string, open: (page: Page) => Promise<void>];

const NAME = 'looked-at';
const source = (title: string) => `version: 1
name: ${NAME}
title: ${title}
base_url: ${practiceUrl()}
effect: read
inputs: { looked_at: { type: string } }
outputs: { status: { type: string } }
steps:
  - goto: /orders
  - fill: { label: Order number, value: '{{ looked_at }}' }
  - click: { role: button, name: Find order }
  - wait_for: { testid: result }
  - fail: { when: { text: No such order }, kind: target_rejected, code: not_found, message: 'No such order' }
  - extract: { status: { testid: status } }
`;

/** A batch with a row that can be edited and run again, with either of two versions; a link, a token. */
export async function arrangeOpenings(api: FurrowApi): Promise<Opening[]> {
  await api.post('/automations', { source: source('Looked at once') });
  const upload = await api.upload('looked-at.csv', 'looked_at,note\nAB-1002,first\nZZ-0010,second\n');
  const input = { upload_id: upload.id, automation: NAME, settings: { key_column: 'looked_at' } };
  const { id } = await api.createBatch({ ...input, start: true });
  await Promise.all([api.post('/tokens', { name: 'looked at' }), api.waitForBatch(id)]);
  await api.post(`/batches/${id}/shares`);
  await api.post('/automations', { source: source('Looked at again') });
  return [...ofBatch(`/batches/${id}`), ...OF_SETTINGS];
}

const press = (name: string | RegExp) => (page: Page) =>
  page
    .getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
    .first()
    .click();

function ofBatch(path: string): Opening[] {
  return [
    [
      path,
      'Tags',
      async (page) => {
        await press('More')(page);
        await page.getByRole('menuitem', { name: 'Tags…' }).click();
        await page.getByLabel('Tag', { exact: true }).fill('may,');
      },
    ],
    [path, 'Settings', press('Settings')],
    [path, 'Share', press('Share')],
    [path, 'Schedule', press('Run on a schedule…')],
    [path, 'Retry', press(/^Retry 1 failed/)],
    [path, 'Filter', press('Filter')],
    [path, 'Columns', press('Columns')],
    [path, 'Export', press('Export')],
    [path, 'Find or do', (page) => page.keyboard.press('Control+k')],
    [
      path,
      'Edit row',
      async (page) => {
        await page.getByRole('row').filter({ hasText: 'ZZ-0010' }).click();
        await press('Edit row')(page);
        await page.getByRole('dialog').getByLabel('looked_at').fill('');
      },
    ],
  ];
}

const OF_SETTINGS: readonly Opening[] = [
  ['/settings/tokens', 'New token', press('New token')],
  ['/settings/tokens', 'Revoke', press('Revoke looked at')],
  ['/settings/sessions', 'New session', press('New session')],
  ['/settings/webhooks', 'New webhook', press('New webhook')],
];
