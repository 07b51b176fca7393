import { Secret, TOTP, URI } from 'otpauth';
import { TemplateError } from '../../lib/automation/template-error';

/**
 * The one-time code that a person's app shows now.
 * @param key base32 (spaces and dashes do not count), or an otpauth:// address
 * @throws TemplateError `totp_key_invalid`, without the key
 */
export function oneTimeCode(key: string, nowMs = Date.now()): string {
  const totp = readKey(key.trim());
  if (!totp) {
    throw new TemplateError(
      'totp_key_invalid',
      'The totp filter needs a base32 key or an otpauth://totp/ address, and this text is neither.',
    );
  }
  return totp.generate({ timestamp: nowMs });
}

function readKey(key: string): TOTP | null {
  try {
    if (!/^otpauth:/i.test(key)) return new TOTP({ secret: readBase32(key) });
    const parsed = URI.parse(key);
    return parsed instanceof TOTP ? parsed : null;
  } catch {
    return null;
  }
}

function readBase32(key: string): Secret {
  const secret = Secret.fromBase32(key.replace(/[\s-]/g, '').toUpperCase());
  if (secret.bytes.length === 0) throw new TypeError('empty');
  return secret;
}
