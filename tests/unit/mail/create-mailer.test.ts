import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMailer } from '@/lib/mail/create-mailer';
import { type MailServer, startMailServer } from '@/tests/support/mail-server';

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());

const from = { name: 'Furrow', address: 'furrow@example.com' };

// The server has no TLS; it refuses every password (EAUTH). 0.0.0.0 leads to this machine, but is none of its names.
it.each([
  ['0.0.0.0', '', 'ETLS'],
  ['0.0.0.0', '?requireTLS=false&ignoreTLS=true', 'ETLS'],
  ['127.0.0.1', '', 'EAUTH'],
])('sends a password without TLS to this machine only: %s%s', async (host, options, code) => {
  const mailer = createMailer({ url: `smtp://somebody:hunter2@${host}:${server.port}${options}`, from });
  await expect(mailer.verify()).rejects.toMatchObject({ code });
});

it('sends without TLS what needs no password', async () => {
  await createMailer({ url: server.url.replace('127.0.0.1', '0.0.0.0'), from }).verify();
});
