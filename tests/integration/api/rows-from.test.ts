import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as listRows } from '@/app/api/v1/uploads/[id]/rows/route';
import { POST as createUpload } from '@/app/api/v1/uploads/route';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { type Api, call, startApi } from './api-harness';

let api: Api;
let member: { cookie: string };
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
});
afterAll(() => api.close());

it('rows of a file are read from any row on, and go on by cursor', async () => {
  const raw = `no\n${Array.from({ length: 9 }, (_, index) => `r${index}`).join('\n')}\n`;
  const { id } = await (await call(createUpload, 'POST', { ...member, raw })).json();
  await readUpload(api.context, { uploadId: id });
  const page = async (query: Record<string, string>) => {
    const body = await (await call(listRows, 'GET', { ...member, params: { id }, query })).json();
    const cells = body.items.map((row: { cells: string[] }) => row.cells[0]);
    return { cells, next: body.next_cursor as string | null };
  };
  const first = await page({ from: '5', limit: '2' });
  expect(first.cells).toEqual(['r5', 'r6']);
  expect((await page({ cursor: first.next ?? '', limit: '2' })).cells).toEqual(['r7', 'r8']);
  expect((await page({ from: '8', limit: '5' })).cells).toEqual(['r8']);
  expect((await page({ from: '9', limit: '5' })).cells).toEqual([]);
});
