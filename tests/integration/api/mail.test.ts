import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as acceptInvitation } from '@/app/api/v1/invitations/accept/route';
import { POST as invite } from '@/app/api/v1/invitations/route';
import { type MailServer, startMailServer } from '@/tests/support/mail-server';
import { type Api, call, PASSWORD, startApi } from './api-harness';

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
