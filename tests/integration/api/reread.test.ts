import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as previewUpload } from '@/app/api/v1/uploads/[id]/preview/route';
import { GET as listProblems } from '@/app/api/v1/uploads/[id]/problems/route';
import { POST as reread } from '@/app/api/v1/uploads/[id]/reread/route';
import { GET as getUpload } from '@/app/api/v1/uploads/[id]/route';
import { GET as listRows } from '@/app/api/v1/uploads/[id]/rows/route';
import { POST as createUpload } from '@/app/api/v1/uploads/route';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { type Api, call, refusal, startApi } from './api-harness';

let api: Api;
let member: { cookie: string };
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
});
afterAll(() => api.close());

async function uploaded(raw: string): Promise<string> {
  const { id } = await (await call(createUpload, 'POST', { ...member, raw })).json();
  await readUpload(api.context, { uploadId: id });
  return id;
}

const about = (id: string) => ({ ...member, params: { id } });

describe('POST /uploads/:id/reread', () => {
  it('gives columns names of their own when their names cannot be told apart', async () => {
    const id = await uploaded('Name,,Name\nAda,x,Bo\n');
    const problems = await (await call(listProblems, 'GET', about(id))).json();
    expect(problems.items.map((problem: { code: string }) => problem.code)).toEqual([
      'header_blank',
      'header_duplicate',
    ]);

    const answer = await call(reread, 'POST', { ...about(id), body: { unique_headers: true } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id, state: 'received' });
    await readUpload(api.context, { uploadId: id });

    const upload = await (await call(getUpload, 'GET', about(id))).json();
    expect(upload).toMatchObject({ headers: ['Name', 'column_2', 'Name_2'], problem_count: 0 });
    const preview = await (await call(previewUpload, 'GET', about(id))).json();
    expect(preview).toMatchObject({ headers: ['Name', 'column_2', 'Name_2'], problems: [] });
  });

  it('keeps what was chosen before', async () => {
    const id = await uploaded('a;b;a\n1;2;3\n');
    await call(reread, 'POST', { ...about(id), body: { unique_headers: true } });
    await readUpload(api.context, { uploadId: id });
    await call(reread, 'POST', { ...about(id), body: { delimiter: ',' } });
    await readUpload(api.context, { uploadId: id });
    await call(reread, 'POST', { ...about(id), body: { delimiter: ';' } });
    await readUpload(api.context, { uploadId: id });
    const rows = await (await call(listRows, 'GET', about(id))).json();
    expect(rows.items[0].cells).toEqual(['1', '2', '3']);
    const upload = await (await call(getUpload, 'GET', about(id))).json();
    expect(upload.headers).toEqual(['a', 'b', 'a_2']);
  });

  it('refuses unknown options', async () => {
    const id = await uploaded('a\n1\n');
    const refused = await refusal(await call(reread, 'POST', { ...about(id), body: { separator: ';' } }));
    expect(refused.status).toBe(422);
  });
});
