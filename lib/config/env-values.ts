import { z } from 'zod';
import { isLoopback } from '../domain/loopback';

const trueWords = ['true', '1', 'yes', 'on'];
const falseWords = ['false', '0', 'no', 'off'];

/** true/1/yes/on and false/0/no/off in any case. */
export const booleanText = z.string().transform((text, context) => {
  const word = text.toLowerCase();
  if (trueWords.includes(word)) return true;
  if (falseWords.includes(word)) return false;
  context.addIssue({ code: 'custom', message: `must be a boolean (true or false), not "${text}"` });
  return z.NEVER;
});

/** A whole number within bounds, both included. */
export function integerText(min: number, max: number) {
  return z.string().transform((text, context) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    context.addIssue({
      code: 'custom',
      message: `must be a whole number from ${min} to ${max}, not "${text}"`,
    });
    return z.NEVER;
  });
}

/** An address whose scheme is one of `schemes` (without colon). The value is never repeated: it may hold a password. */
export function urlText(...schemes: string[]) {
  const expected = schemes.map((scheme) => `${scheme}://`).join(' or ');
  return z
    .string()
    .refine((text) => schemes.includes(schemeOf(text)), `must be an address that begins with ${expected}`);
}

/** Parts separated by commas, trimmed, empty ones dropped. */
export const listText = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** `host:port`, as servers listen on. */
export const listenText = z
  .string()
  .regex(/^(\[[0-9a-f:]+\]|[^\s:/]+):\d{1,5}$/i, 'must be host:port, for example 0.0.0.0:8443');

/** Domains of mail addresses, in lower case. */
export const mailDomainsText = listText.transform((domains, context) => {
  const wrong = domains.filter((domain) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain));
  if (wrong.length === 0) return domains.map((domain) => domain.toLowerCase());
  context.addIssue({
    code: 'custom',
    message: `must be domains such as example.com, comma-separated, not "${wrong.join(', ')}"`,
  });
  return z.NEVER;
});

/**
 * Address of an OpenID Connect issuer. Who signs in is believed on its word, so it must be https; plain http only on this
 * machine.
 */
export const issuerText = z
  .string()
  .refine(isIssuer, 'must be an https address (http only on this machine), without user, query or fragment');

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function schemeOf(text: string): string {
  try {
    return new URL(text).protocol.slice(0, -1);
  } catch {
    return '';
  }
}
