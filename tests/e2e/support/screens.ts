import { readdirSync } from 'node:fs';
import type { FurrowApi } from './furrow-api';

/** A page of the dashboard: its route as below `app`, an address of it, and a text that it shows when it is ready. */
export type Screen = readonly [route: string, path: string, text: string];

/** Routes of all pages, without the groups of folders, which no address has. */
export function pageRoutes(): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /(^|\/)page\.tsx$/.test(path))
    .map((path) => `/${path.replace(/\/?page\.tsx$/, '').replace(/\([^)]*\)\/?/g, '')}`)
    .map((route) => (route === '/' ? route : route.replace(/\/$/, '')))
    .sort();
}

const CSV = 'Order no,Customer\nAB-1002,Anna\nAB-9999,Ben\nnot an order,Zoë\n';

/** Makes what the screens show: a batch with problems, a schedule, a webhook, a link. */
export async function arrangeScreens(api: FurrowApi): Promise<{ signedIn: Screen[]; signedOut: Screen[] }> {
  const upload = await api.upload('orders.csv', CSV);
  const input = { upload_id: upload.id, automation: 'order-status', rows: 'valid', start: true };
  const { id } = await api.createBatch(input);
  await api.waitForBatch(id);
  const times = { name: 'Orders again', cron: '30 6 * * 1-5', time_zone: 'Asia/Tokyo' };
  const schedule = await api.post<{ id: string }>('/schedules', { batch_id: id, ...times });
  const receiver = { name: 'Order desk', url: 'https://desk.example/hook', events: ['batch.finished'] };
  const webhook = await api.post<{ id: string }>('/webhooks', receiver);
  // Nobody is there who would take what it sends.
  await api.patch(`/webhooks/${webhook.id}`, { is_enabled: false });
  const { token } = await api.post<{ token: string }>(`/batches/${id}/shares`);
  // So that the lists of the settings have something to list.
  await api.post('/tokens', { name: 'A program with rather a long name' });
  await api.post('/invitations', { role: 'member', email: 'somebody.with.a.long.name@example.com' });
  await api.post('/hosts', { host: 'a-host-with-a-long-name.example.com', max_parallel: 2 });
  await api.put('/secrets/screens_password', { value: 'long enough', description: 'Of the order desk' });
  const signedIn: Screen[] = [
    ['/', '/', 'New batch'],
    ['/batches/new', `/batches/new?upload=${upload.id}`, 'What happens for row 1'],
    ['/batches/[batchId]', `/batches/${id}`, 'AB-1002'],
    ['/batches/[batchId]/rows/[rowNumber]', `/batches/${id}/rows/1`, 'Attempt 1 · completed'],
    ['/unconfirmed', '/unconfirmed', 'Unconfirmed'],
    ['/schedules', '/schedules', 'Orders again'],
    ['/schedules/[scheduleId]', `/schedules/${schedule.id}`, 'It has not run yet.'],
    ['/automations', '/automations', 'Look an order up'],
    ['/automations/new', '/automations/new', 'Save version 1'],
    ['/automations/new', '/automations/new?from=recording', 'Choose a sample CSV'],
    ['/automations/[name]', '/automations/order-status', 'Look an order up'],
    ['/workers', '/workers', 'slots busy'],
    ['/settings', '/settings', 'Kept in this browser.'],
    ['/settings/account', '/settings/account', 'An administrator changes roles.'],
    ['/settings/members', '/settings/members', 'Everyone who can sign in.'],
    ['/settings/tokens', '/settings/tokens', 'API tokens'],
    ['/settings/hosts', '/settings/hosts', 'How much a site gets at once'],
    ['/settings/sessions', '/settings/sessions', 'Stored logins that automations run with.'],
    ['/settings/secrets', '/settings/secrets', 'Passwords and keys that automations use.'],
    ['/settings/webhooks', '/settings/webhooks', 'Order desk'],
    ['/settings/webhooks/[webhookId]', `/settings/webhooks/${webhook.id}`, 'Order desk'],
  ];
  const signedOut: Screen[] = [
    ['/sign-in', '/sign-in', 'E-mail address'],
    ['/reset-password', '/reset-password', 'We mail you a link'],
    ['/reset-password', '/reset-password?token=taken', 'It was used already or has expired.'],
    ['/setup', '/setup?token=taken', 'This link is not valid'],
    ['/s/[token]', `/s/${token}`, 'AB-1002'],
    ['/s/[token]', '/s/taken', 'This link does not open anything'],
  ];
  return { signedIn, signedOut };
}
