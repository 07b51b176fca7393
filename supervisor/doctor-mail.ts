import type { Environment } from '../lib/config/env';
import { mailSettingsOf } from '../lib/config/mail-settings';
import { createMailer } from '../lib/mail/create-mailer';
import type { Check } from './doctor-check';
import { adviseOnPublicUrl } from './doctor-public-url';

const ANSWER_WITHIN_MS = 5000;

/** The configured mail server must answer and let us sign in; no mail is sent. Nothing to say without one. */
export async function checkMail(env: Environment): Promise<Check[]> {
  const settings = mailSettingsOf(env);
  if (!settings) return [];
  const { host } = new URL(settings.url);
  try {
    await createMailer({ ...settings, connectWithinMs: ANSWER_WITHIN_MS }).verify();
    const found = `mail server ${host}, as ${settings.from.address}`;
    return [{ name: 'mail', ok: true, found, ...adviseOnPublicUrl(env, 'links in letters begin with') }];
  } catch (error) {
    const found = `${host} takes no mail (${error instanceof Error ? error.message : String(error)})`;
    const advice =
      'Correct SMTP_URL, or see that this machine reaches the server. Until then no mail is sent.';
    return [{ name: 'mail', ok: false, found, advice }];
  }
}
