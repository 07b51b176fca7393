import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type EgressGuard, startEgressGuard } from '@/worker/browser/egress-guard';
import { createTimelyAgent } from '@/worker/browser/let-through-while';
import { proxyGet } from './support/proxy-client';

/*
 * A worker that was stopped finds in its guard what its browser had sent: none of it may leave once the lease is over, however far it
 * had come.
 */
const seen: { request: IncomingMessage; body: string; isWhole: boolean }[] = [];
const site = createServer((incoming, outgoing) => {
  const one = { request: incoming, body: '', isWhole: false };
  seen.push(one);
  incoming.setEncoding('utf8').on('data', (text: string) => {
    one.body += text;
  });
  incoming.on('end', () => {
    one.isWhole = true;
    outgoing.end('taken');
  });
});
let port: number;
let guard: EgressGuard;
let whenAsked = () => {};

beforeEach(async () => {
  seen.length = 0;
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  ({ port } = site.address() as AddressInfo);
  guard = await startEgressGuard({
    allowHosts: ['127.0.0.1'],
    resolveName: async () => {
      whenAsked();
      return ['127.0.0.1'];
    },
  });
});

afterEach(async () => {
  whenAsked = () => {};
  await guard.close();
  site.closeAllConnections();
  await new Promise((resolve) => site.close(resolve));
});

const endNow = () => guard.endAt(performance.now() - 1);

it('no request leaves, and all do again when the lease was renewed', async () => {
  endNow();
  await expect(proxyGet(guard.url, `http://127.0.0.1:${port}/`)).rejects.toThrow();
  expect(seen).toEqual([]);
  guard.endAt(performance.now() + 60_000);
  expect(await proxyGet(guard.url, `http://127.0.0.1:${port}/`)).toMatchObject({ status: 200 });
});

it('a request whose name was looked up too late does not leave', async () => {
  whenAsked = endNow;
  const answer = await proxyGet(guard.url, `http://shop.test:${port}/`).catch(() => null);
  expect(answer?.body).not.toBe('taken');
  expect(seen).toEqual([]);
});

it('a request whose connection came about too late does not leave', async () => {
  let mayPass = true;
  const sent = request({ host: '127.0.0.1', port, method: 'POST', agent: createTimelyAgent(() => mayPass) });
  const failed = once(sent, 'error');
  sent.end('form');
  await once(sent, 'socket');
  mayPass = false;
  await failed;
  expect(seen).toEqual([]);
});

it('the rest of a form does not leave', async () => {
  const { hostname, port: proxyPort } = new URL(guard.url);
  const headers = { 'content-length': 8 };
  const path = `http://127.0.0.1:${port}/`;
  const sent = request({ hostname, port: proxyPort, method: 'POST', path, headers, agent: false });
  sent.on('error', () => undefined);
  sent.write('half');
  await expect.poll(() => seen[0]?.body).toBe('half');
  const [form] = seen;
  endNow();
  sent.end('rest');
  await new Promise((resolve) => form?.request.once('close', resolve));
  expect(form).toMatchObject({ body: 'half', isWhole: false });
});

it('no more of a tunnel leaves', async () => {
  let got = '';
  const sockets: Socket[] = [];
  const target = createTcpServer((socket) => {
    sockets.push(socket);
    socket.setEncoding('utf8').on('data', (text: string) => {
      got += text;
    });
  }).listen(0, '127.0.0.1');
  await once(target, 'listening');
  const { hostname, port: proxyPort } = new URL(guard.url);
  const tunnel = connect(Number(proxyPort), hostname).on('error', () => undefined);
  tunnel.write(`CONNECT 127.0.0.1:${(target.address() as AddressInfo).port} HTTP/1.1\r\n\r\n`);
  await once(tunnel, 'data');
  tunnel.write('a');
  await expect.poll(() => got).toBe('a');
  endNow();
  tunnel.write('b');
  await new Promise((resolve) => sockets[0]?.once('close', resolve));
  expect(got).toBe('a');
  tunnel.destroy();
  target.close();
});

/** What a worker finds that was stopped for longer than its lease: the renewal comes before what waited is read. */
function stopAndGoOn(meanwhile: () => void): void {
  guard.endAt(performance.now() - 1);
  meanwhile();
  guard.endAt(performance.now() + 60_000);
}

function form(path: string): string {
  return `POST http://127.0.0.1:${port}${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 4\r\n\r\nform`;
}

it('a form that waited in a kept connection does not leave, though the lease is renewed before it is read', async () => {
  const { hostname, port: proxyPort } = new URL(guard.url);
  const kept = connect(Number(proxyPort), hostname).on('error', () => undefined);
  kept.write(`GET http://127.0.0.1:${port}/page HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  await once(kept, 'data');
  const closed = new Promise((resolve) => kept.once('close', resolve));
  stopAndGoOn(() => kept.write(form('/kept')));
  await closed;
  expect(await proxyGet(guard.url, `http://127.0.0.1:${port}/after`)).toMatchObject({ status: 200 });
  expect(seen.map(({ request: { url } }) => url)).toEqual(['/page', '/after']);
});

it('a form that waited to be accepted does not leave, though the lease is renewed before', async () => {
  const door = await guard.openDoor();
  const sockets: Socket[] = [];
  stopAndGoOn(() => {
    for (let at = 0; at < 6; at += 1) {
      const { hostname, port: proxyPort } = new URL(at % 2 === 0 ? guard.url : door.url);
      const waiting = connect(Number(proxyPort), hostname).on('error', () => undefined);
      waiting.write(form(`/waiting-${at}`));
      sockets.push(waiting);
    }
  });
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  await expect(proxyGet(door.url, `http://127.0.0.1:${port}/door`)).rejects.toThrow();
  expect(await proxyGet(guard.url, `http://127.0.0.1:${port}/after`)).toMatchObject({ status: 200 });
  expect(seen.map(({ request: { url } }) => url)).toEqual(['/after']);
});

it('a request whose name is looked up while the worker is stopped does not leave', async () => {
  whenAsked = () => stopAndGoOn(() => undefined);
  const answer = await proxyGet(guard.url, `http://shop.test:${port}/`).catch(() => null);
  expect(answer?.body).not.toBe('taken');
  expect(seen).toEqual([]);
});

it('a context of before the lease was over has no way out any more, also one on another host', async () => {
  const remote = await startEgressGuard({ allowHosts: ['127.0.0.1'], listen: '127.0.0.1:0' });
  try {
    const [before, after] = [await remote.openDoor(), () => remote.openDoor()];
    const ask = ({ url, credentials }: Awaited<typeof before>) =>
      proxyGet(url, `http://127.0.0.1:${port}/`, credentials);
    expect(await ask(before)).toMatchObject({ status: 200 });
    remote.endAt(performance.now() - 1);
    remote.endAt(performance.now() + 60_000);
    expect(await ask(before)).toMatchObject({ status: 502 });
    expect(await ask(await after())).toMatchObject({ status: 200 });
  } finally {
    await remote.close();
  }
});

it('through a door that was closed nothing more leaves, not even by a connection that is kept', async () => {
  const door = await guard.openDoor();
  const { hostname, port: doorPort } = new URL(door.url);
  const kept = connect(Number(doorPort), hostname).on('error', () => undefined);
  kept.write(`GET http://127.0.0.1:${port}/page HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  await once(kept, 'data');
  const closed = new Promise((resolve) => kept.once('close', resolve));
  door.close();
  kept.write(form('/kept'));
  await closed;
  expect(await proxyGet(guard.url, `http://127.0.0.1:${port}/after`)).toMatchObject({ status: 200 });
  expect(seen.map(({ request: { url } }) => url)).toEqual(['/page', '/after']);
});
