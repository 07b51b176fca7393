import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as previewUpload } from '@/app/api/v1/uploads/[id]/preview/route';
import { GET as listProblems } from '@/app/api/v1/uploads/[id]/problems/route';
import { POST as rereadUpload } from '@/app/api/v1/uploads/[id]/reread/route';
import {
  DELETE as deleteUpload,
  GET as getUpload,
  HEAD as headUpload,
  PATCH as patchUpload,
} from '@/app/api/v1/uploads/[id]/route';
import { GET as listRows } from '@/app/api/v1/uploads/[id]/rows/route';
import { POST as createUpload, GET as listUploads } from '@/app/api/v1/uploads/route';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { type Api, call, refusal, startApi } from './api-harness';

const LIMIT_MB = 1;
let api: Api;
let member: { cookie: string };
beforeAll(async () => {
  api = await startApi({ BATCH_MAX_FILE_SIZE_MB: String(LIMIT_MB) });
  member = await api.signIn('member');
});
afterAll(() => api.close());

const upload = (raw: BodyInit, filename = 'orders.csv') =>
  call(createUpload, 'POST', { ...member, raw, query: { filename } });

async function storedFiles(): Promise<string[]> {
  const folder = join(api.dataFolder, 'storage');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** Sends chunks one after the other and counts how many the server took. */
function slowBody(chunks: number, bytes: number): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken === chunks) return controller.close();
      taken += 1;
      controller.enqueue(new TextEncoder().encode('a,b\n'.repeat(bytes / 4)));
    },
  });
  return { body, taken: () => taken };
}

describe('POST /uploads', () => {
  it('stores the file as it came, and shows it once read', async () => {
    const created = await upload('order;name\nA-1;"Ada; L"\n\nA-2;Bo\n', '../../My orders.csv');
    expect(created.status).toBe(201);
    const { id, ...stored } = (await created.json()) as { id: string };
    expect(created.headers.get('location')).toBe(`/api/v1/uploads/${id}`);
    expect(stored).toMatchObject({ filename: 'My orders.csv', size: 32, state: 'received' });

    await readUpload(api.context, { uploadId: id });
    const read = await (await call(getUpload, 'GET', { ...member, params: { id } })).json();
    expect(read).toMatchObject({ state: 'ready', headers: ['order', 'name'], row_count: 2, empty_count: 1 });
    expect(read.dialect).toMatchObject({ delimiter: ';', header_row: 1 });
    const rows = await (
      await call(listRows, 'GET', { ...member, params: { id }, query: { limit: '1' } })
    ).json();
    expect(rows.items).toEqual([
      { row_index: 0, line_number: 2, cells: ['A-1', 'Ada; L'], problem: null, version: 0, dropped: false },
    ]);
    const query = { limit: '1', cursor: rows.next_cursor };
    const rest = await (await call(listRows, 'GET', { ...member, params: { id }, query })).json();
    expect(rest.items[0]).toMatchObject({ row_index: 1, line_number: 4, cells: ['A-2', 'Bo'] });
    expect(rest.next_cursor).toBeNull();
    const preview = await (await call(previewUpload, 'GET', { ...member, params: { id } })).json();
    expect(preview).toMatchObject({ row_count: 2, headers: ['order', 'name'], unique_column: 'order' });
  });

  it('refuses more than the limit while it streams, and keeps nothing', async () => {
    const files = await storedFiles();
    const { body, taken } = slowBody(64, 64 * 1024);
    const answer = await upload(body);
    const problem = await answer.json();
    expect(answer.status).toBe(413);
    expect(problem.code).toBe('file_too_large');
    expect(problem.detail).toContain('1 MB');
    expect(taken()).toBeLessThan(64);
    expect(await storedFiles()).toEqual(files);
  });

  it('refuses a body whose length is known to be too much without reading it', async () => {
    const { body, taken } = slowBody(4, 64 * 1024);
    const headers = { 'Content-Length': String(1024 ** 3) };
    const answer = await call(createUpload, 'POST', { ...member, raw: body, headers });
    expect(await refusal(answer)).toEqual({ status: 413, code: 'file_too_large' });
    expect(taken()).toBeLessThanOrEqual(1);
  });

  it('keeps nothing of a file that breaks off', async () => {
    const files = await storedFiles();
    const uploads = await api.context.db.prisma.upload.count();
    let isFirst = true;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (isFirst) controller.enqueue(new TextEncoder().encode('a,b\n1,2\n'));
        else controller.error(new Error('connection lost'));
        isFirst = false;
      },
    });
    expect((await upload(body)).status).toBe(500);
    expect(await storedFiles()).toEqual(files);
    expect(await api.context.db.prisma.upload.count()).toBe(uploads);
  });
});

it('a raw file streams whatever it calls itself, also with an Idempotency-Key', async () => {
  const { body, taken } = slowBody(64, 64 * 1024);
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'file-1' };
  const answer = await call(createUpload, 'POST', { ...member, raw: body, headers });
  expect(await refusal(answer)).toEqual({ status: 413, code: 'file_too_large' });
  expect(taken()).toBeLessThan(64);
});

describe('a file in chunks', () => {
  const announce = (length: number) =>
    call(createUpload, 'POST', { ...member, headers: { 'Upload-Length': String(length) } });
  const send = (id: string, offset: number, raw: string) =>
    call(patchUpload, 'PATCH', {
      ...member,
      params: { id },
      raw,
      headers: { 'Upload-Offset': String(offset) },
    });

  it('goes on where it stopped', async () => {
    const { id } = (await (await announce(8)).json()) as { id: string };
    expect((await send(id, 0, 'a,b\n1')).headers.get('upload-offset')).toBe('5');
    const asked = await call(headUpload, 'HEAD', { ...member, params: { id } });
    expect(asked.headers.get('upload-offset')).toBe('5');
    expect(asked.headers.get('upload-length')).toBe('8');
    expect(await refusal(await send(id, 0, 'a,b\n1'))).toEqual({ status: 409, code: 'offset_conflict' });
    expect((await send(id, 5, ',2\n')).headers.get('upload-offset')).toBe('8');
    const done = await (await call(getUpload, 'GET', { ...member, params: { id } })).json();
    expect(done).toMatchObject({ state: 'received', size: 8 });
    expect((await call(deleteUpload, 'DELETE', { ...member, params: { id } })).status).toBe(204);
    const gone = await call(getUpload, 'GET', { ...member, params: { id } });
    expect(await refusal(gone)).toEqual({ status: 404, code: 'upload_not_found' });
  });

  it('is refused when it would be too long, or does not say where it begins', async () => {
    expect(await refusal(await announce(2 * 1024 ** 2))).toEqual({ status: 413, code: 'file_too_large' });
    const { id } = (await (await announce(8)).json()) as { id: string };
    const blind = await call(patchUpload, 'PATCH', { ...member, params: { id }, raw: 'a' });
    expect(await refusal(blind)).toEqual({ status: 400, code: 'upload_offset_missing' });
  });
});

describe('what a sender needs to go on', () => {
  it('a chunk at the wrong place is told the right one; half-arrived files are listed', async () => {
    const announced = await call(createUpload, 'POST', {
      ...member,
      query: { filename: 'half.csv', fingerprint: 'abc' },
      headers: { 'Upload-Length': '8' },
    });
    const { id } = (await announced.json()) as { id: string };
    const send = (offset: number, raw: string) =>
      call(patchUpload, 'PATCH', {
        ...member,
        params: { id },
        raw,
        headers: { 'Upload-Offset': String(offset) },
      });
    await send(0, 'a,b\n');
    const wrong = await send(0, 'a,b\n');
    expect([wrong.status, wrong.headers.get('upload-offset')]).toEqual([409, '4']);
    const query = { state: 'receiving', mine: 'true' };
    const { items } = await (await call(listUploads, 'GET', { ...member, query })).json();
    expect(items).toContainEqual(
      expect.objectContaining({ id, fingerprint: 'abc', received_bytes: 4, size: 8, same_as: [] }),
    );
    const other = await api.signIn('member', 'somebody else');
    const theirs = await (await call(listUploads, 'GET', { cookie: other.cookie, query })).json();
    expect(theirs.items).toEqual([]);
  });

  it('the same content is recognised', async () => {
    const first = (await (await upload('x,y\n1,2\n', 'one.csv')).json()) as { id: string };
    const second = await (await upload('x,y\n1,2\n', 'two.csv')).json();
    expect(second.same_as).toMatchObject([{ id: first.id, filename: 'one.csv' }]);
  });
});

describe('POST /uploads/:id/reread', () => {
  it('has the file read in another way, until a batch uses it', async () => {
    const { id } = (await (await upload('a|b;c\n1|2;3\n')).json()) as { id: string };
    await readUpload(api.context, { uploadId: id });
    const reread = (body: object) => call(rereadUpload, 'POST', { ...member, params: { id }, body });
    const answer = await reread({ delimiter: '|', header_row: 1 });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id, state: 'received', headers: [] });
    await readUpload(api.context, { uploadId: id });
    const read = await (await call(getUpload, 'GET', { ...member, params: { id } })).json();
    expect(read).toMatchObject({ state: 'ready', headers: ['a', 'b;c'], dialect: { delimiter: '|' } });
    expect(await refusal(await reread({ delimiter: 'ab' }))).toEqual({
      status: 422,
      code: 'request_invalid',
    });
  });
});

describe('problems of a file', () => {
  it('are listed with line and row, and as a table that no spreadsheet runs', async () => {
    const created = await upload('a,b\n1,2,3\n1\n=cmd,2,3\n');
    const { id } = (await created.json()) as { id: string };
    await readUpload(api.context, { uploadId: id });
    const { items } = await (await call(listProblems, 'GET', { ...member, params: { id } })).json();
    expect(items.map((item: { row: number; line: number }) => [item.row, item.line])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    const csv = await call(listProblems, 'GET', { ...member, params: { id }, query: { format: 'csv' } });
    expect(csv.headers.get('content-disposition')).toContain('attachment');
    const lines = (await csv.text()).trimEnd().split('\r\n');
    expect(lines[0]).toBe('severity,code,line,row,column,message,value,advice');
    expect(lines).toHaveLength(4);
  });
});
