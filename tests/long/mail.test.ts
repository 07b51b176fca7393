import { afterAll, beforeAll, expect, it } from 'vitest';
import { listNotifications, setNotificationPreference } from '@/lib/services/notifications/notifications';
import { createUser } from '@/lib/services/users/create-user';
import { startMailServer } from '@/tests/support/mail-server';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { waitFor } from '@/tests/support/wait-for';

let system: RunningSystem;
beforeAll(async () => {
  system = await openRunningSystem();
});
afterAll(() => system.close());

it('a mail server that is away holds nothing up, and gets the letter once when it is back', {
  timeout: 120_000,
}, async () => {
  const { context } = system;
  const gone = await startMailServer();
  await gone.close();
  const env = { SMTP_URL: gone.url, SMTP_FROM: 'furrow@example.com' };
  await Promise.all([system.startWorker(1, { env }), system.startWorker(1, { env })]);
  const person = { name: 'Mia', email: 'mia@example.com', password: 'a plain long sentence' };
  const { id: userId } = await createUser(context, { ...person, role: 'member' });
  const reader = { ...context, actor: { type: 'user', userId, name: 'Mia', role: 'member' } as const };
  await setNotificationPreference(reader, { byMail: true });

  const automation = await system.addAutomation('order-status');
  const batchId = await system.startBatch('Order no\nAB-1002\n', { automation, settings: {} });
  await waitFor('a first try', 60_000, async () => {
    const { rows } = await context.db.pool.query(
      `select 1 from pgboss.job where name = 'send-notification-mail' and state = 'retry'`,
    );
    return rows.length > 0;
  });
  const { items } = await listNotifications(reader, { limit: 10 });
  expect(items).toMatchObject([{ batchId, outcome: 'completed' }]);

  const back = await startMailServer(gone.port);
  const mail = await waitFor('the letter', 90_000, async () => back.mails[0]);
  expect(mail.to).toEqual([person.email]);
  expect(mail.headers.subject).toContain('has finished: all rows completed');
  expect(mail.text).toContain(`/batches/${batchId}`);
  // Of the row nothing is told, not even its key.
  expect(mail.text + mail.html).not.toContain('AB-1002');
  await waitFor('the end of the message', 20_000, async () => {
    const { rows } = await context.db.pool.query(
      `select state from pgboss.job where name = 'send-notification-mail'`,
    );
    return rows.length === 1 && rows[0].state === 'completed';
  });
  expect(back.mails).toHaveLength(1);
  await back.close();
});
