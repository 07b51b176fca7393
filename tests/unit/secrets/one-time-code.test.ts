import { expect, it } from 'vitest';
import { oneTimeCode } from '@/worker/plan/one-time-code';

// The keys and codes of RFC 6238, appendix B, with their last six digits.
const KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const SHA256_KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA';

it.each([
  [KEY, 59, '287082'],
  [KEY, 1_111_111_109, '081804'],
  [KEY.toLowerCase().replace(/(....)/g, '$1 '), 1_234_567_890, '005924'],
  [`otpauth://totp/Shop:me?secret=${KEY}&issuer=Shop`, 2_000_000_000, '279037'],
  [`otpauth://totp/Shop:me?secret=${SHA256_KEY}&algorithm=SHA256&digits=8`, 59, '46119246'],
])('reads %s', (key, seconds, code) => {
  expect(oneTimeCode(key, seconds * 1000)).toBe(code);
});

it.each([
  '',
  'no base32 at all!',
  'otpauth://totp/x',
  `otpauth://hotp/x?secret=${KEY}&counter=1`,
  'otpauth:',
])('refuses %j without repeating it', (key) => {
  const read = () => oneTimeCode(key);
  expect(read).toThrow(expect.objectContaining({ code: 'totp_key_invalid', kind: 'automation' }));
  if (key.length > 8) expect(read).not.toThrow(key);
});
