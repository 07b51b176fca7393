import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EgressGuard, startEgressGuard } from '@/worker/browser/egress-guard';
import { fetchFile, MAX_FILE_BYTES } from '@/worker/browser/fetch-file';
import { type LocalSite, startLocalSite } from './support/local-site';

let guard: EgressGuard;
let site: LocalSite;
beforeAll(async () => {
  guard = await startEgressGuard({ allowHosts: ['127.0.0.1'] });
  site = await startLocalSite({
    '/scan.pdf': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf; x=y' });
      response.end('scan');
    },
    '/moved': (_request, response) => response.writeHead(302, { location: '/scan.pdf' }).end(),
    '/inside': (_request, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
    '/disk': (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    '/round': (_request, response) => response.writeHead(302, { location: '/round' }).end(),
    '/busy': (_request, response) => response.writeHead(503).end(),
    '/large': (_request, response) => void response.end(Buffer.alloc(MAX_FILE_BYTES + 1)),
    '/never': () => undefined,
  });
});
afterAll(async () => {
  await guard?.close();
  await site?.close();
});

function fetched(path: string, timeoutMs = 20_000) {
  const signal = new AbortController().signal;
  return fetchFile(new URL(path, site.url), { guard, timeoutMs, signal });
}

it('fetches a file through the guard, redirects followed', async () => {
  for (const path of ['/scan.pdf', '/moved']) {
    const { contentType, data } = await fetched(path);
    expect([contentType, Buffer.from(data).toString()]).toEqual(['application/pdf', 'scan']);
  }
});

it.each([
  ['/inside', 'input', 'file_refused'],
  ['https://10.0.0.1/', 'input', 'file_refused'],
  ['/disk', 'input', 'file_refused'],
  ['/round', 'input', 'file_missing'],
  ['/nothing', 'input', 'file_missing'],
  ['/large', 'input', 'file_too_large'],
  ['/busy', 'target_unavailable', 'file_unreachable'],
  ['https://127.0.0.1:1/', 'target_unavailable', 'file_unreachable'],
])('%s: %s, %s', async (path, kind, code) => {
  await expect(fetched(path)).rejects.toMatchObject({ fault: { kind, code } });
});

it('speaks TLS inside the tunnel: a server that does not is no answer', async () => {
  const address = site.url.replace('http:', 'https:');
  await expect(fetched(`${address}/scan.pdf`)).rejects.toMatchObject({ fault: { code: 'file_unreachable' } });
});

it('ends in time', async () => {
  await expect(fetched('/never', 100)).rejects.toMatchObject({ fault: { code: 'file_unreachable' } });
});
