import type { Environment } from './env';
import { type MailSender, senderOfServer } from './env-mail';

export interface MailSettings {
  /** Of the server, with user and password. */
  readonly url: string;
  readonly from: MailSender;
}

/** The mail server of `SMTP_URL`, or null when none is set: then no mail is sent. */
export function mailSettingsOf(env: Environment): MailSettings | null {
  const { SMTP_URL: url } = env;
  const from = url && (env.SMTP_FROM ?? senderOfServer(url));
  return url && from ? { url, from } : null;
}
