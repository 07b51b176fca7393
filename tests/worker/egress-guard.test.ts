import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress } from '@/worker/browser/address-rules';
import { parseAllowList } from '@/worker/browser/allow-list';
import { type EgressGuard, startEgressGuard } from '@/worker/browser/egress-guard';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';
import { proxyConnect, proxyGet } from './support/proxy-client';

describe('addresses', () => {
  it.each([
    ...[
      '127.0.0.1',
      '10.1.1.1',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '100.100.100.200',
    ],
    ...[
      '0.0.0.0',
      '0.1.2.3',
      '255.255.255.255',
      '224.0.0.1',
      '240.0.0.1',
      '192.0.0.192',
      '192.0.2.1',
      '198.18.0.1',
    ],
    ...[
      '::',
      '::1',
      '::7f00:1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:0:127.0.0.1',
      '64:ff9b::7f00:1',
    ],
    ...[
      '64:ff9b:1::808:808',
      '2002:7f00:1::',
      '2001:0:1::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'fd00:ec2::254',
    ],
    ...['ff02::1', '100::1', '2001:db8::1', '3fff::1', '5f00::1', '4000::1', 'localhost', ''],
  ])('%s is not the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    '%s is the public internet',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('FURROW_ALLOW_HOSTS', () => {
  const cases: readonly [
    entry: string,
    hostname: string,
    port: number,
    address: string,
    isAllowed: boolean,
  ][] = [
    ['intranet.local', 'intranet.local', 80, '10.0.0.1', true],
    ['intranet.local', 'INTRANET.local.', 443, '10.0.0.1', true],
    ['intranet.local', 'other.local', 80, '10.0.0.1', false],
    ['127.0.0.1:4010', '127.0.0.1', 4010, '127.0.0.1', true],
    ['127.0.0.1:4010', 'localhost', 4010, '127.0.0.1', true],
    ['127.0.0.1:4010', '127.0.0.1', 5432, '127.0.0.1', false],
    ['[::1]:8080', '::1', 8080, '::1', true],
    ['::1', '::1', 9, '::1', true],
    ['10.0.0.0/8', 'crm.local', 80, '10.9.9.9', true],
    ['10.0.0.0/8', 'crm.local', 80, '::ffff:10.9.9.9', true],
    ['10.0.0.0/8', 'crm.local', 80, '192.168.0.1', false],
    ['fd00::/8', 'crm.local', 80, 'fd00::5', true],
  ];
  it.each(cases)('%s for %s:%i at %s: %s', (entry, hostname, port, address, isAllowed) => {
    expect(parseAllowList([entry])({ hostname, port, address })).toBe(isAllowed);
  });

  it.each(['10.0.0.0/99', 'http://x', 'a:b:c:d', ''])('refuses the entry "%s" by name', (entry) => {
    expect(() => parseAllowList([entry])).toThrow(/FURROW_ALLOW_HOSTS/);
  });
});

describe('the guard as a proxy', () => {
  let site: LocalSite;
  let guard: EgressGuard;
  const answers: Record<string, string[][]> = {
    // First a good answer, then loopback: what a rebinding name does.
    'rebind.test': [['127.0.0.2'], ['127.0.0.1']],
    'mixed.test': [['93.184.216.34', '127.0.0.1']],
    'private.test': [['10.0.0.7']],
    'shop.test': [['127.0.0.2']],
  };
  beforeAll(async () => {
    site = await startLocalSite({ '/': 'hello' });
    guard = await startEgressGuard({
      allowHosts: ['127.0.0.2'],
      resolveName: async (hostname) => {
        const list = answers[hostname];
        if (!list) throw new Error('ENOTFOUND');
        return (list.length > 1 ? list.shift() : list[0]) ?? [];
      },
    });
  });
  afterAll(async () => {
    await guard.close();
    await site.close();
  });

  it.each([
    '127.0.0.1',
    '[::1]',
    '[::ffff:7f00:1]',
    '169.254.169.254',
    '[64:ff9b::7f00:1]',
    'private.test',
    'mixed.test',
  ])('refuses http and tunnels to %s', async (host) => {
    const answer = await proxyGet(guard.url, `http://${host}:${site.port}/`);
    expect(answer.status).toBe(403);
    expect(guard.readRefusal(answer.headers)).toBe('blocked');
    expect(await proxyConnect(guard.url, `${host}:443`)).toBe(403);
    expect(guard.findRefusal(`https://${host}/`)).toBe('blocked');
  });

  it.each(['2130706433', '0177.0.0.1', '0x7f.1', '127.1'])(
    'refuses the spelling %s of loopback',
    async (host) => {
      const answer = await proxyGet(guard.url, `http://${host}:${site.port}/`);
      expect(guard.readRefusal(answer.headers)).toBe('blocked');
    },
  );

  it('dials only the address it judged, even when the name answers differently the next time', async () => {
    const results = [];
    for (let i = 0; i < 2; i += 1)
      results.push(await proxyGet(guard.url, `http://rebind.test:${site.port}/`));
    // 127.0.0.2 is allowed but nobody listens there: a dial of 127.0.0.1 would have said hello.
    expect(results.map((answer) => answer.body)).not.toContain('hello');
    expect(site.seen).toHaveLength(0);
  });

  it('tells an unknown name from a refused one', async () => {
    const answer = await proxyGet(guard.url, 'http://nowhere.test/');
    expect(answer.status).toBe(502);
    expect(guard.readRefusal(answer.headers)).toBe('unresolved');
  });

  it('does not take a header of the target for its own', () => {
    expect(guard.readRefusal({ 'x-furrow': 'blocked', 'x-furrow-0000000000000000': 'blocked' })).toBeNull();
  });
});

describe('an upstream proxy', () => {
  it('carries public traffic, while allowed private targets are dialled directly', async () => {
    const site = await startLocalSite({ '/': 'direct' });
    const seen: string[] = [];
    const upstream: Server = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end('through upstream');
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const upstreamProxyUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    const resolveName = async (name: string) => (name === 'shop.test' ? ['93.184.216.34'] : ['127.0.0.1']);
    const guard = await startEgressGuard({
      allowHosts: [`127.0.0.1:${site.port}`],
      upstreamProxyUrl,
      resolveName,
    });
    try {
      expect((await proxyGet(guard.url, 'http://shop.test/a')).body).toBe('through upstream');
      expect((await proxyGet(guard.url, `${site.url}/`)).body).toBe('direct');
      const refused = await proxyGet(guard.url, 'http://internal.test/');
      expect(guard.readRefusal(refused.headers)).toBe('blocked');
      expect(seen).toEqual(['http://shop.test/a']);
    } finally {
      await guard.close();
      upstream.close();
      await site.close();
    }
  });
});

describe('a browser behind the guard', () => {
  let site: LocalSite;
  let secret: LocalSite;
  let browser: TestBrowser;
  beforeAll(async () => {
    secret = await startLocalSite({ '/': 'secret', '/pixel.png': 'secret', '/redirect': 'secret' });
    site = await startLocalSite({
      '/redirect': (_request, response) => response.writeHead(302, { location: `${secret.url}/` }).end(),
      '/page': `<h1>page</h1><script>
        const out = {};
        const probes = {
          fetch: fetch('${secret.url}/', {mode: 'no-cors'}).then(() => 'sent', () => 'failed'),
          socket: new Promise((done) => { const ws = new WebSocket('ws://127.0.0.1:${secret.port}/'); ws.onopen = () => done('open'); ws.onerror = () => done('failed'); }),
          localhost: fetch('http://localhost:${secret.port}/', {mode: 'no-cors'}).then(() => 'sent', () => 'failed'),
        };
        Promise.all(Object.values(probes)).then((all) => { document.title = all.join(); });
        </script><img src="${secret.url}/pixel.png"><iframe src="${secret.url}/"></iframe>`,
    });
    browser = await startTestBrowser({ allowHosts: [`127.0.0.1:${site.port}`] });
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await secret.close();
  });

  it('reaches nothing but what is allowed: no sub-resource, frame, websocket or redirect', async () => {
    const { context, release } = await browser.host.openContext({});
    const page = await context.newPage();
    await page.goto(`${site.url}/page`);
    await page.waitForFunction(() => document.title !== '');
    expect(await page.title()).toContain('failed');
    const response = await page.goto(`${site.url}/redirect`);
    expect(browser.guard.readRefusal((await response?.allHeaders()) ?? {})).toBe('blocked');
    expect(secret.seen).toEqual([]);
    await release();
  });

  it('refuses https to a special address with an error the guard can explain', async () => {
    const { context, release } = await browser.host.openContext({});
    const page = await context.newPage();
    const url = 'https://169.254.169.254/latest/meta-data';
    await expect(page.goto(url)).rejects.toThrow();
    expect(browser.guard.findRefusal(url)).toBe('blocked');
    await release();
  });
});
