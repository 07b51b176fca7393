import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as acceptInvitation } from '@/app/api/v1/invitations/accept/route';
import { POST as invite } from '@/app/api/v1/invitations/route';
import { GET as listNotifications, PATCH as prefer } from '@/app/api/v1/notifications/route';
import { POST as completeReset } from '@/app/api/v1/password-resets/complete/route';
import { POST as askForReset } from '@/app/api/v1/password-resets/route';
import { GET as listUploads } from '@/app/api/v1/uploads/route';
import { notificationsSchema } from '@/lib/domain/wire/notification';
import { sendNotificationMail } from '@/lib/services/notifications/send-notification-mail';
import { sendPasswordReset } from '@/lib/services/password-resets/send-password-reset';
import { dispatchEvents } from '@/lib/services/webhooks/dispatch-events';
import { type MailServer, startMailServer } from '@/tests/support/mail-server';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, PASSWORD, refusal, signInAs, startApi } from './api-harness';

let api: Api;
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
  api = await startApi({
    SMTP_URL: server.url,
    SMTP_FROM: 'Furrow <furrow@example.com>',
    FURROW_PUBLIC_URL: 'https://furrow.example.com',
  });
});
afterAll(async () => {
  await api.close();
  await server.close();
});
beforeEach(() => api.context.db.prisma.rateLimit.deleteMany());

/** What the queue holds of a name, as a worker would get it. */
async function takeMessages<T>(name: string): Promise<T[]> {
  const { rows } = await api.context.db.pool.query<{ data: T }>(
    `delete from pgboss.job where name = $1 returning data`,
    [name],
  );
  return rows.map(({ data }) => data);
}

describe('an invitation', () => {
  const make = async (cookie: string, email: string) => {
    const made = await call(invite, 'POST', { cookie, body: { role: 'member', email } });
    return (await made.json()) as { url: string; token: string; mail: string | null };
  };

  it('is mailed to the address it is for, and to nobody else; the link in it works', async () => {
    const { cookie } = await api.signIn('admin', 'Inviter');
    const made = await make(cookie, 'invited@example.com');
    expect(made.mail).toBe('sent');
    const mail = await server.waitForMail('invited@example.com');
    expect(mail).toMatchObject({ to: ['invited@example.com'], from: 'furrow@example.com' });
    expect(mail.headers).toMatchObject({
      from: 'Furrow <furrow@example.com>',
      subject: 'You are invited to Furrow',
      'auto-submitted': 'auto-generated',
    });
    expect(mail.text).toContain(made.url);
    expect(mail.html).toContain(`href="${made.url}"`);
    const person = { name: 'Invited', email: 'invited@example.com', password: PASSWORD };
    const accepted = await call(acceptInvitation, 'POST', { body: { ...person, token: made.token } });
    expect(accepted.status).toBe(201);
    const open = await call(invite, 'POST', { cookie, body: { role: 'viewer' } });
    expect(await open.json()).toMatchObject({ mail: null });
  });

  it('is there all the same when the mail server takes nothing', async () => {
    const { cookie } = await api.signIn('admin', 'Unlucky');
    server.isRefusing = true;
    const made = await make(cookie, 'later@example.com');
    server.isRefusing = false;
    expect(made).toMatchObject({ mail: 'failed', url: expect.stringContaining('/setup?token=') });
  });
});

describe('a new password by mail', () => {
  const ask = (email: string) => call(askForReset, 'POST', { body: { email } });
  const complete = (token: string, password: string) =>
    call(completeReset, 'POST', { body: { token, password } });
  /** What the worker does with what was asked for. */
  const deliver = async () => {
    const messages = await takeMessages<{ userId: string }>('send-password-reset');
    for (const message of messages) await sendPasswordReset(api.context, message);
    return messages.length;
  };
  const tokenOf = async (email: string) =>
    /https:\/\/furrow\.example\.com\/reset-password\?token=(\S+)/.exec(
      (await server.waitForMail(email)).text,
    )?.[1] ?? '';

  it('works once, ends all sessions and all other links, and confirms the address', async () => {
    const { cookie, userId } = await api.signIn('member', 'Forgetful');
    const { prisma } = api.context.db;
    await prisma.user.update({ where: { id: userId }, data: { emailVerified: false } });
    await ask('Forgetful@Example.com');
    await deliver();
    const earlier = await tokenOf('forgetful@example.com');
    await ask('forgetful@example.com');
    await deliver();
    const token = await tokenOf('forgetful@example.com');
    expect(token).not.toBe(earlier);
    expect(JSON.stringify(await prisma.verification.findMany())).not.toContain(token);

    expect((await complete(token, 'short')).status).toBe(422);
    const both = await Promise.all([
      complete(token, 'a better password'),
      complete(token, 'a worse password'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect((await call(listUploads, 'GET', { cookie })).status).toBe(401);
    expect(await refusal(await complete(earlier, 'a third password'))).toEqual({
      status: 404,
      code: 'reset_link_not_found',
    });
    expect((await signInAs('forgetful@example.com', PASSWORD)).status).toBe(401);
    const worked = both[0]?.status === 204 ? 'a better password' : 'a worse password';
    expect((await signInAs('forgetful@example.com', worked)).status).toBe(200);
    expect((await prisma.user.findUniqueOrThrow({ where: { id: userId } })).emailVerified).toBe(true);
  });

  it('does not work for who was disabled meanwhile, nor after an hour; the next letter removes it then', async () => {
    const { userId } = await api.signIn('member', 'Slow');
    const { prisma } = api.context.db;
    await ask('slow@example.com');
    await deliver();
    const token = await tokenOf('slow@example.com');
    await prisma.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    expect((await complete(token, 'a new password')).status).toBe(404);
    await prisma.user.update({ where: { id: userId }, data: { disabledAt: null } });
    await prisma.verification.updateMany({ where: { value: userId }, data: { expiresAt: new Date() } });
    expect((await complete(token, 'a new password')).status).toBe(404);
    await ask('slow@example.com');
    await deliver();
    expect(await prisma.verification.count({ where: { value: userId } })).toBe(1);
  });

  it('is answered alike whether there is an account, and mailed three times an hour at most', async () => {
    await api.signIn('member', 'Known');
    const disabled = await api.signIn('member', 'Gone');
    const { prisma } = api.context.db;
    await prisma.user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } });
    const before = server.mails.length;
    for (const name of ['known', 'unknown', 'gone']) {
      const answer = await ask(`${name}@example.com`);
      expect([answer.status, await answer.text()]).toEqual([204, '']);
      expect(await deliver()).toBe(1);
    }
    expect(server.mails.slice(before).map(({ to }) => to)).toEqual([['known@example.com']]);
    await ask('known@example.com');
    await ask('known@example.com');
    expect(await refusal(await ask('known@example.com'))).toEqual({ status: 429, code: 'too_many_attempts' });
    await prisma.rateLimit.deleteMany({ where: { key: { startsWith: 'reset-by:' } } });
    expect((await ask('known@example.com')).status).toBe(204);
    expect(await deliver()).toBe(2);
  });
});

describe('a notification by mail', () => {
  const happen = async (name: string, ownerId?: string) => {
    const { db } = api.context;
    const id = await seedBatch(db, { rows: 1, ...(ownerId === undefined ? {} : { ownerId }) });
    await db.prisma.batch.update({ where: { id }, data: { name } });
    await db.pool.query(`update batch set state = 'paused', reason = 'breaker' where id = $1`, [id]);
    while ((await dispatchEvents(api.context)) > 0);
    return id;
  };
  type Message = { eventId: string; userId: string };
  const messages = () => takeMessages<Message>('send-notification-mail');

  it('comes only to who switched it on, with the link, and a hostile name stays a text', async () => {
    const wanting = await api.signIn('viewer', 'Wanting');
    const ownOnly = await api.signIn('member', 'Own Only');
    await api.signIn('member', 'Quiet');
    const read = async () =>
      notificationsSchema.parse(await (await call(listNotifications, 'GET', wanting)).json());
    expect(await read()).toMatchObject({ by_mail: false, can_mail: true });
    await call(prefer, 'PATCH', { ...wanting, body: { by_mail: true } });
    await call(prefer, 'PATCH', { ...ownOnly, body: { by_mail: true, only_own: true } });
    expect(await read()).toMatchObject({ by_mail: true, only_own: false });

    const name = 'März\r\nBcc: all@evil.example <img src=x onerror=alert(1)>';
    const id = await happen(name);
    const [message, ...others] = await messages();
    expect(others).toEqual([]);
    expect(message?.userId).toBe(wanting.userId);
    await sendNotificationMail(api.context, message as Message);
    const mail = await server.waitForMail('wanting@example.com');
    expect(mail.to).toEqual(['wanting@example.com']);
    expect(mail.headers.bcc).toBeUndefined();
    expect(mail.headers.to).toBe('wanting@example.com');
    expect(mail.text).toContain('was paused: too many rows fail.');
    expect(mail.text).toContain(`https://furrow.example.com/batches/${id}`);
    expect(mail.html).toContain('&lt;img src=x');
    expect(mail.html).not.toContain('<img');

    await happen('theirs', ownOnly.userId);
    expect((await messages()).map(({ userId }) => userId).sort()).toEqual(
      [wanting.userId, ownOnly.userId].sort(),
    );
  });

  it('has the same Message-ID when it is sent again, and another for every person and every event', async () => {
    const { prisma } = api.context.db;
    await prisma.notificationPreference.deleteMany();
    for (const name of ['First Reader', 'Second Reader'])
      await call(prefer, 'PATCH', { ...(await api.signIn('viewer', name)), body: { by_mail: true } });
    await happen('one');
    await happen('two');
    const all = await messages();
    expect(all).toHaveLength(4);
    const before = server.mails.length;
    for (const message of [...all, ...all]) await sendNotificationMail(api.context, message);
    const ids = server.mails.slice(before).map(({ headers }) => headers['message-id']);
    expect(ids.slice(4)).toEqual(ids.slice(0, 4));
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@example\.com>$/);
  });

  it('does not come to who was disabled or changed their mind, and an error has the queue try again', async () => {
    const { prisma } = api.context.db;
    await prisma.notificationPreference.deleteMany();
    const one = await api.signIn('member', 'Changing');
    await call(prefer, 'PATCH', { ...one, body: { by_mail: true } });
    await happen('soon');
    const [message] = await messages();
    server.isRefusing = true;
    await expect(sendNotificationMail(api.context, message as Message)).rejects.toThrow();
    server.isRefusing = false;
    await call(prefer, 'PATCH', { ...one, body: { by_mail: false } });
    const before = server.mails.length;
    await sendNotificationMail(api.context, message as Message);
    expect(server.mails.length).toBe(before);
    await call(prefer, 'PATCH', { ...one, body: { by_mail: true } });
    await prisma.user.update({ where: { id: one.userId }, data: { disabledAt: new Date() } });
    await sendNotificationMail(api.context, message as Message);
    await happen('later');
    expect(await messages()).toEqual([]);
    expect(server.mails.length).toBe(before);
  });
});
