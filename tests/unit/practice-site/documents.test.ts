import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openSite } from './open-site';
import { textOf } from './read-page';

function uploadOf(name: string, content: Uint8Array<ArrayBuffer>): RequestInit {
  const form = new FormData();
  form.set('document', new File([content], name, { type: 'application/pdf' }));
  return { method: 'POST', body: form };
}

test('an upload is answered with name, size and checksum, and comes back byte by byte', async () => {
  const site = await openSite();
  const content = Uint8Array.from({ length: 3000 }, (_, index) => index % 256);
  const response = await site.get('/documents', uploadOf('Rechnung März.pdf', content));
  const markup = await response.text();
  expect(response.status).toBe(201);
  expect(textOf(markup, 'uploaded-name')).toBe('Rechnung März.pdf');
  expect(textOf(markup, 'uploaded-bytes')).toBe('3000');
  expect(textOf(markup, 'uploaded-sha256')).toBe(createHash('sha256').update(content).digest('hex'));

  const path = /href="([^"]+)">Rechnung/.exec(markup)?.[1] ?? '';
  const download = await site.get(path);
  expect(download.headers.get('content-disposition')).toBe('attachment; filename="Rechnung M_rz.pdf"');
  expect(new Uint8Array(await download.arrayBuffer())).toEqual(content);
});

test('the price list is there to download', async () => {
  const site = await openSite();
  const response = await site.get('/documents/doc-1');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="price-list.csv"');
  expect(await response.text()).toMatch(/^sku;price\r\n/);
});

test('a form without a file, a body that is no form and one that is too large are refused', async () => {
  const site = await openSite();
  expect((await site.get('/documents', uploadOf('', new Uint8Array(0)))).status).toBe(422);
  expect((await site.get('/documents', { method: 'POST', body: 'no form' })).status).toBe(400);
  expect((await site.get('/documents', uploadOf('big', new Uint8Array(21 * 1024 * 1024)))).status).toBe(413);
  expect((await site.get('/documents/doc-99')).status).toBe(404);
});
