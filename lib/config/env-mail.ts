import { z } from 'zod';

/** Who letters come from. */
export interface MailSender {
  readonly name: string;
  readonly address: string;
}

/** What an address of a mail server may say behind its question mark. */
const OPTIONS = ['requireTLS', 'ignoreTLS', 'name', 'tls.rejectUnauthorized', 'tls.servername'];

/** `smtp://user:password@host:port` (587, with STARTTLS where the server has it) or `smtps://` (465). Never repeated: it holds a password. */
export const mailServerText = z.string().superRefine((text, context) => {
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  const url = URL.parse(text);
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '')
    return refuse('must be an address that begins with smtp:// or smtps:// and names a host');
  if (!['', '/'].includes(url.pathname) || url.hash) return refuse('must not have a path');
  const unknown = [...url.searchParams.keys()].find((key) => !OPTIONS.includes(key));
  if (unknown) refuse(`has an option that is not known; there are ${OPTIONS.join(', ')}`);
});

/** `furrow@example.com` or `Furrow <furrow@example.com>`. */
export const mailSenderText = z.string().transform((text, context): MailSender => {
  const [, name = '', bracketed] = /^([^<>\p{C}]*)<([^<>]+)>$/u.exec(text) ?? [];
  const sender = senderOf(bracketed ?? text, name);
  if (sender) return sender;
  context.addIssue({ code: 'custom', message: 'must be an address, or: Name <address>' });
  return z.NEVER;
});

/** The user of the mail server, where that is an address. */
export function senderOfServer(url: string): MailSender | null {
  const user = URL.parse(url)?.username ?? '';
  return /%(?![0-9a-f]{2})/i.test(user) ? null : senderOf(decodeURIComponent(user));
}

function senderOf(address: string, name = ''): MailSender | null {
  const found = z.email().max(254).safeParse(address.trim());
  if (!found.success) return null;
  return { name: name.trim().replace(/^"(.*)"$/, '$1') || 'Furrow', address: found.data };
}
