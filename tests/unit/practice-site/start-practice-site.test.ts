import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { openSite } from './open-site';

test('it says where it listens, and a taken port is an error', async () => {
  const site = await openSite();
  expect(site.url).toBe(`http://127.0.0.1:${site.port}`);
  await expect(startPracticeSite({ port: site.port })).rejects.toThrow('EADDRINUSE');
});

test('closing ends idle keep-alive connections and frees the port', async () => {
  const site = await openSite();
  const socket = connect(site.port, '127.0.0.1');
  await once(socket, 'connect');
  const ended = once(socket, 'close');
  await site.close();
  await ended;
  await (await startPracticeSite({ port: site.port })).close();
});

test.each(['/nowhere', '/orders/a/b', '/orders/%ff'])('%s is not found', async (path) => {
  const site = await openSite();
  expect((await site.get(path)).status).toBe(404);
});

test('a page is one document in UTF-8 that nobody caches', async () => {
  const site = await openSite();
  const response = await site.get('/');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).not.toMatch(/(src|href)="https?:/);
});

test('HEAD answers like GET without a body', async () => {
  const site = await openSite();
  const response = await site.get('/orders', { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
});
