import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteClientAddresses } from '@/app/_server/note-client-addresses';
import { CLIENT_ADDRESS_HEADER } from '@/lib/auth/client-address';

let server: Server;
let url: string;
beforeAll(async () => {
  noteClientAddresses();
  server = createServer((request, response) => response.end(request.headers[CLIENT_ADDRESS_HEADER]));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it('overwrites what a client claims to be', async () => {
  const headers = { [CLIENT_ADDRESS_HEADER]: '9.9.9.9', 'X-Forwarded-For': '8.8.8.8' };
  expect(await (await fetch(url, { headers })).text()).toBe('127.0.0.1');
});
