import { describe, expect, it } from 'vitest';
import { clientAddressReader } from '@/lib/auth/client-address';

describe('clientAddressReader', () => {
  const cases: [string, string[], string | undefined, string | undefined, string | null][] = [
    ['no proxy is trusted: the header is ignored', [], '203.0.113.9', '10.0.0.1', '203.0.113.9'],
    ['the peer is no proxy: the header is ignored', ['10.0.0.0/8'], '203.0.113.9', '1.2.3.4', '203.0.113.9'],
    ['the peer is a proxy', ['10.0.0.0/8'], '10.0.0.5', '198.51.100.7', '198.51.100.7'],
    [
      'what a client forged stands to the left',
      ['10.0.0.0/8'],
      '10.0.0.5',
      '1.1.1.1, 198.51.100.7',
      '198.51.100.7',
    ],
    [
      'a chain of proxies',
      ['10.0.0.0/8', '192.0.2.1'],
      '10.0.0.5',
      '198.51.100.7, 192.0.2.1',
      '198.51.100.7',
    ],
    ['only proxies in the header', ['10.0.0.0/8'], '10.0.0.5', '10.0.0.6', '10.0.0.5'],
    ['a proxy without header', ['10.0.0.0/8'], '10.0.0.5', undefined, '10.0.0.5'],
    ['rubbish in the header', ['10.0.0.0/8'], '10.0.0.5', '198.51.100.7, what?', '10.0.0.5'],
    ['an IPv4 peer on an IPv6 socket', ['10.0.0.0/8'], '::ffff:10.0.0.5', '198.51.100.7', '198.51.100.7'],
    ['IPv6 ranges', ['2001:db8::/32'], '2001:db8::5', '2001:db9::7', '2001:db9::7'],
    ['no peer', [], undefined, '198.51.100.7', null],
  ];
  it.each(cases)('%s', (_name, proxies, peer, forwardedFor, expected) => {
    expect(clientAddressReader(proxies)(peer, forwardedFor)).toBe(expected);
  });
});
