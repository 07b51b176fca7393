import { GET as getCheck } from '@/app/api/v1/uploads/[id]/checks/[check_id]/route';
import { GET as listCheckRows } from '@/app/api/v1/uploads/[id]/checks/[check_id]/rows/route';
import { POST as createCheck } from '@/app/api/v1/uploads/[id]/checks/route';
import { PATCH as patchRow } from '@/app/api/v1/uploads/[id]/rows/[row_index]/route';
import { POST as createUpload } from '@/app/api/v1/uploads/route';
import type { CheckJson, CheckRowJson } from '@/lib/domain/wire/check';
import type { UploadRowJson } from '@/lib/domain/wire/upload-row';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { runCheck } from '@/lib/services/checks/run-check';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { type Api, call } from './api-harness';

/** The requests that a person's screen makes about the checks of a file, with the worker's part done by hand. */
export function checkCalls(api: Api, member: { cookie: string }) {
  const as = (params: Record<string, string>) => ({ ...member, params });
  return {
    /** Uploads CSV text and reads it; gives its id. */
    async upload(csv: string): Promise<string> {
      const created = await call(createUpload, 'POST', { ...member, raw: csv, query: { filename: 'a.csv' } });
      const { id } = (await created.json()) as { id: string };
      await readUpload(api.context, { uploadId: id });
      return id;
    },
    async automation(name: string, inputs: string): Promise<string> {
      const source = `version: 1\nname: ${name}\ntitle: ${name}\nbase_url: http://127.0.0.1:1\neffect: read\ninputs:\n${inputs}\nsteps:\n  - goto: /\n`;
      await saveAutomation(api.context, { source });
      return name;
    },
    ask: (id: string, body: object) => call(createCheck, 'POST', { ...as({ id }), body }),
    /** Asks for a check, lets the worker make it, and gives it as it is then. */
    async check(id: string, body: object): Promise<CheckJson> {
      const asked = (await (await this.ask(id, body)).json()) as CheckJson;
      await runCheck(api.context, { checkId: asked.id });
      return this.read(id, asked.id);
    },
    async read(id: string, checkId: string): Promise<CheckJson> {
      const answer = await call(getCheck, 'GET', as({ id, check_id: checkId }));
      return (await answer.json()) as CheckJson;
    },
    async rows(id: string, checkId: string, query: Record<string, string> = {}) {
      const answer = await call(listCheckRows, 'GET', { ...as({ id, check_id: checkId }), query });
      return (await answer.json()) as { items: CheckRowJson[]; next_cursor: string | null };
    },
    patch: (id: string, rowIndex: number, body: object, query: Record<string, string> = {}) =>
      call(patchRow, 'PATCH', { ...as({ id, row_index: String(rowIndex) }), body, query }),
    async edit(id: string, rowIndex: number, body: object, query: Record<string, string> = {}) {
      const answer = await this.patch(id, rowIndex, body, query);
      if (answer.status !== 200) throw new Error(`The edit was refused: ${await answer.text()}`);
      return (await answer.json()) as UploadRowJson;
    },
  };
}
