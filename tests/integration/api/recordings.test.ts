import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as importRecording } from '@/app/api/v1/automations/import/route';
import { POST as createUpload } from '@/app/api/v1/uploads/route';
import { recordingText } from '@/tests/support/recordings';
import { type Api, call, refusal, startApi } from './api-harness';

const SAMPLE = 'Bestellung;x\nAB-1002;y\n';

let api: Api;
let member: { cookie: string };
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
});
afterAll(() => api.close());

const ask = (body: object, who: { cookie?: string } = member) =>
  call(importRecording, 'POST', { ...who, body });

describe('POST /automations/import', () => {
  it('gives the automation back and saves nothing', async () => {
    const answer = await ask({ recording: recordingText('chrome-order.json'), sample: SAMPLE });
    expect(answer.status).toBe(200);
    const json = await answer.json();
    expect(json).toMatchObject({ format: 'chrome-recorder', name: 'look-an-order-up', effect: 'read' });
    expect(json.source).toContain('value: "{{ bestellung }}"');
    expect(json.notes).toContainEqual(expect.objectContaining({ severity: 'warning', line: 61 }));
    expect(await api.context.db.prisma.automation.count()).toBe(0);
  });

  it('takes an uploaded file as sample', async () => {
    const created = await call(createUpload, 'POST', {
      ...member,
      raw: SAMPLE,
      query: { filename: 's.csv' },
    });
    const { id } = (await created.json()) as { id: string };
    const answer = await ask({ recording: recordingText('codegen-order.jsonl'), upload_id: id });
    expect((await answer.json()).source).toContain('bestellung: { type: string, title: Bestellung }');
  });

  it('refuses what is no recording, and who may not write', async () => {
    expect(await refusal(await ask({ recording: 'hello' }))).toEqual({
      status: 422,
      code: 'recording_unknown',
    });
    const viewer = await api.signIn('viewer');
    expect(await refusal(await ask({ recording: 'hello' }, viewer))).toMatchObject({ status: 403 });
  });
});
