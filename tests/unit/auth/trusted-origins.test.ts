import { describe, expect, it } from 'vitest';
import { isTrustedOrigin } from '@/lib/auth/trusted-origins';

const publicUrl = 'https://furrow.example.com';

describe('isTrustedOrigin', () => {
  it.each([
    ['the public address', 'https://furrow.example.com', 'internal:3000'],
    ['a LAN address the request was sent to', 'http://192.168.1.20:3000', '192.168.1.20:3000'],
    ['an IPv6 LAN address', 'http://[fd00::1]:3000', '[fd00::1]:3000'],
    ['localhost', 'http://localhost:3000', 'localhost:3000'],
    ['127.0.0.1 when sent to localhost', 'http://127.0.0.1:3000', 'localhost:3000'],
    ['localhost when sent to 127.0.0.1', 'http://localhost:3000', '127.0.0.1:3000'],
  ])('trusts %s', (_name, origin, host) => {
    expect(isTrustedOrigin(origin, publicUrl, host)).toBe(true);
  });

  it.each([
    ['another site', 'https://evil.example', 'furrow.example.com'],
    ['the public name without TLS', 'http://furrow.example.com', 'internal:3000'],
    ['a name that begins alike', 'https://furrow.example.com.evil.example', 'furrow.example.com'],
    ['another port of the same machine', 'http://localhost:4010', 'localhost:3000'],
    ['localhost when the request went to a LAN address', 'http://localhost:3000', '192.168.1.20:3000'],
    ['an opaque origin', 'null', 'furrow.example.com'],
    ['a Host header that is no host', 'http://evil.example', 'evil.example/@x'],
  ])('refuses %s', (_name, origin, host) => {
    expect(isTrustedOrigin(origin, publicUrl, host)).toBe(false);
  });
});
