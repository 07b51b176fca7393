import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, expect } from '@playwright/test';
import type { BatchJson } from '@/lib/domain/wire/batch';
import type { SessionJson } from '@/lib/domain/wire/session';
import type { DeliveryJson } from '@/lib/domain/wire/webhook';
import { projectFolder } from '@/supervisor/build';
import { customerFile } from '../e2e/support/customer-file';
import { createApi, type FurrowApi } from '../e2e/support/furrow-api';
import { sampleOrders } from '../e2e/support/sample-orders';
import type { Installation } from '../support/installation';
import { shopLogin } from '../support/shop-login';
import { runBrokenPage } from './broken-page';
import type { EmptyInstallation } from './installations';
import { ADMINISTRATOR, inviteColleagues, joinBy, visitor } from './visitors';

export const ORDER_COUNT = 48;
const ORDERS = { automation: 'order-status', start: true } as const;
const OLD_SHOP = [
  'Order no',
  'AB-1002',
  'AB-1003',
  'AB-1004',
  'AB-1005',
  'AB-1008',
  'AB-1011',
  'AB-1013',
  '',
];
const LONG_COUNT = 100_000;
const BROKEN = 'Order no;Customer\nAB-1002;Anna\nAB-1003;Ben;too much\n;;\nnot an order;Zoë\nAB-1004;"open\n';

/** Who looks: at the installation in use, or (`new...`) at one in which nothing has happened yet. */
export type Visitor = 'nobody' | 'administrator' | 'viewer' | 'newNobody' | 'newAdministrator';

export interface Facts {
  readonly setupUrl: string;
  readonly memberUrl: string;
  readonly readyBatch: string;
  readonly typicalBatch: string;
  readonly pausedBatch: string;
  /** One row whose page reported errors; its attempt is traced. */
  readonly brokenPageBatch: string;
  readonly schedule: string;
  /** One that was tested and refused it, one that was told nothing. */
  readonly webhooks: readonly [string, string];
  /** 1-based. */
  readonly failedRow: number;
  readonly typicalUpload: string;
  readonly brokenUpload: string;
  /** Two columns with the same name. */
  readonly headersUpload: string;
  /** Twelve bad addresses. */
  readonly problemsUpload: string;
  readonly longUpload: string;
  readonly emptyShare: string;
  readonly typicalShare: string;
  readonly revokedShare: string;
}

/** Everything the pictures show: people, files, batches in several states, links. */
export interface Scene {
  readonly facts: Facts;
  readonly visitors: Readonly<Record<Visitor, BrowserContext>>;
}

export async function arrangeScene(
  browser: Browser,
  used: Installation,
  fresh: EmptyInstallation,
): Promise<Scene> {
  const administrator = await joinBy(browser, used.setupUrl ?? '', ADMINISTRATOR);
  const api = createApi(administrator.request, used.url);
  const viewer = await inviteColleagues(browser, api);
  const batches = await runBatches(api, used.practiceUrl);
  const visitors = {
    administrator,
    viewer,
    nobody: await visitor(browser, used.url),
    newNobody: await visitor(browser, fresh.url),
    newAdministrator: await visitor(browser, fresh.url),
  };
  await api.post('/tokens', { name: 'nightly import' });
  await storeLogins(api, used.practiceUrl);
  await api.post('/hosts', { host: 'shop.example', max_parallel: 2, per_second: 0.5 });
  const webhooks = await tellPrograms(api, used.practiceUrl);
  const broken = await api.upload('orders-june.csv', BROKEN);
  const { url: memberUrl } = await api.post<{ url: string }>('/invitations', { role: 'member' });
  const shares = await shareBatches(api, batches);
  const schedule = await scheduleBatches(api, batches);
  const facts = {
    ...{ ...batches, ...shares, ...(await uploadFiles(api)) },
    ...{ memberUrl, setupUrl: fresh.setupUrl, brokenUpload: broken.id, schedule, webhooks },
  };
  return { facts, visitors };
}

async function tellPrograms(api: FurrowApi, practiceUrl: string): Promise<readonly [string, string]> {
  const chat = { name: 'Orders chat', url: `${practiceUrl}/no-such-hook`, format: 'slack' };
  const { id } = await api.post<{ id: string }>('/webhooks', chat);
  const { id: delivery } = await api.post<{ id: string }>(`/webhooks/${id}/test`);
  await expect
    .poll(async () => (await api.get<DeliveryJson>(`/webhooks/${id}/deliveries/${delivery}`)).state, {
      timeout: 60_000,
    })
    .toBe('failed');
  const stock = { name: 'Stock system', url: 'https://stock.example/furrow', events: ['batch.finished'] };
  return [id, (await api.post<{ id: string }>('/webhooks', stock)).id];
}

/** A login that works and one that the shop refuses. */
async function storeLogins(api: FurrowApi, practiceUrl: string): Promise<void> {
  await api.put('/secrets/shop_password', { value: 'practice-password', description: 'Order desk' });
  await api.put('/secrets/old_password', { value: 'forgotten-password' });
  await api.post('/automations', { source: shopLogin(practiceUrl) });
  for (const [name, secret] of [
    ['shop-main', 'shop_password'],
    ['shop-archive', 'old_password'],
  ]) {
    const inputs = { email: 'clerk@shop.example', password: `{{ secret.${secret} }}` };
    await api.put(`/sessions/${name}`, { automation: 'shop-login', inputs });
    const { state_version } = await api.post<SessionJson>(`/sessions/${name}/sign-in`);
    await expect
      .poll(async () => (await api.get<SessionJson>(`/sessions/${name}`)).state_version, { timeout: 60_000 })
      .toBeGreaterThan(state_version);
  }
}

/** Files for the screen of a new batch, each with something else to decide. */
async function uploadFiles(api: FurrowApi) {
  const { bytes } = customerFile('S', 60, 12);
  const headers = await api.upload('kunden.csv', bytes);
  const renamed = Buffer.from(
    bytes.toString('latin1').replace(';Name', ';name').replace(';Name', ';size'),
    'latin1',
  );
  const problems = await api.upload('kunden-mai.csv', renamed);
  const lines = Array.from({ length: LONG_COUNT }, (_, row) =>
    [`AB-${1000 + (row % 9000)}`, `Customer ${row + 1}`, row % 7 === 0 ? '' : `${row},50`, '01.04.2026'].join(
      ';',
    ),
  );
  lines[41] = 'not an order;Customer 42;1,50;01.04.2026';
  const long = await api.upload(
    'orders-2026.csv',
    `Order no;Customer;Amount;Ordered on\n${lines.join('\n')}\n`,
  );
  return {
    headersUpload: headers.id,
    problemsUpload: problems.id,
    longUpload: long.id,
  };
}

async function runBatches(api: FurrowApi, practiceUrl: string) {
  const { csv, truth } = await sampleOrders(practiceUrl, ORDER_COUNT);
  const orders = await api.upload('orders-may.csv', csv);
  const ready = await api.createBatch({ ...ORDERS, upload_id: orders.id, name: 'Orders June', start: false });
  const typical = await api.createBatch({
    ...ORDERS,
    upload_id: orders.id,
    name: 'Orders May',
    settings: { concurrency: 4 },
  });
  await api.waitForBatch(typical.id);
  const paused = await runIntoTheBrake(api, practiceUrl);
  const brokenPageBatch = await runBrokenPage(api, practiceUrl);
  await runUnconfirmed(api);
  return {
    brokenPageBatch,
    readyBatch: ready.id,
    typicalBatch: typical.id,
    pausedBatch: paused.id,
    failedRow: truth.findIndex(({ outcome }) => outcome === 'failed') + 1,
    typicalUpload: orders.id,
  };
}

/** A site that calls its button otherwise than the automation does: every row fails alike. */
async function runIntoTheBrake(api: FurrowApi, practiceUrl: string): Promise<BatchJson> {
  const source = readFileSync(join(projectFolder, 'examples/automations/order-status.yaml'), 'utf8')
    .replace('name: order-status', 'name: order-status-old-shop')
    .replace('title: Look an order up', 'title: Look an order up in the old shop')
    .replace('name: Find order', 'name: Search')
    .replace('http://127.0.0.1:4010', practiceUrl);
  await api.post('/automations', { source });
  const upload = await api.upload('orders-old-shop.csv', OLD_SHOP.join('\n'));
  const { id } = await api.createBatch({
    upload_id: upload.id,
    automation: 'order-status-old-shop',
    name: 'Orders of the old shop',
    start: true,
    settings: { break_at_equal_failures: 4, max_retries: 0, step_timeout: 1 },
  });
  return api.waitForBatch(id, ({ status }) => status === 'paused');
}

/** Two batches of sign-ups that may have been sent, more rows than a page brings with it. */
async function runUnconfirmed(api: FurrowApi): Promise<void> {
  for (const [name, count] of Object.entries({ 'sign-ups-may': 14, 'sign-ups-june': 3 })) {
    const rows = Array.from(
      { length: count },
      (_, row) => `busy-${name}-${row},Ada Byron,ada@example.com,Spain,Team`,
    );
    const upload = await api.upload(
      `${name}.csv`,
      `customer_no,name,email,country,plan\n${rows.join('\n')}\n`,
    );
    const input = { upload_id: upload.id, automation: 'customer-signup', settings: { concurrency: 4 } };
    const { id } = await api.createBatch({ ...input, start: true });
    await api.waitForBatch(id);
  }
}

/** One that has run, one that is paused, one elsewhere in the world; gives the first. */
async function scheduleBatches(
  api: FurrowApi,
  { typicalBatch, pausedBatch }: { typicalBatch: string; pausedBatch: string },
): Promise<string> {
  const add = async (batch_id: string, name: string, cron: string, time_zone: string, enabled = true) =>
    (await api.post<{ id: string }>('/schedules', { batch_id, name, cron, time_zone, enabled })).id;
  await add(pausedBatch, 'Old shop, month end', '0 22 L * *', 'Asia/Tokyo');
  await add(pausedBatch, 'Old shop', '15 * * * *', 'UTC', false);
  const schedule = await add(typicalBatch, 'Orders every weekday', '30 6 * * 1-5', 'Europe/Berlin');
  const { id } = await api.post<BatchJson>(`/schedules/${schedule}/run`);
  await api.waitForBatch(id);
  return schedule;
}

async function shareBatches(api: FurrowApi, batches: { readyBatch: string; typicalBatch: string }) {
  const share = (batch: BatchJson['id']) =>
    api.post<{ id: string; url: string }>(`/batches/${batch}/shares`, { expires_in: 86_400 });
  const revoked = await share(batches.typicalBatch);
  await api.delete(`/shares/${revoked.id}`);
  return {
    emptyShare: (await share(batches.readyBatch)).url,
    typicalShare: (await share(batches.typicalBatch)).url,
    revokedShare: revoked.url,
  };
}
