import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { addArtifact } from '@/lib/db/sql/add-artifact';
import { setJobState } from '@/lib/db/sql/set-job-state';
import type { ArtifactRecord } from '@/lib/domain/lane';
import { createDiskStore } from '@/lib/storage/disk-store';
import { databaseUrl } from '@/supervisor/cluster/database-url';
import { locateCluster } from '@/supervisor/cluster/location';
import type { FurrowApi } from './furrow-api';
import { HOSTILE_TEXTS, shortText } from './hostile-texts';
import { furrowEnvironment, practiceUrl } from './installation-addresses';

const COLUMNS = 9;
const ROWS = Math.ceil(HOSTILE_TEXTS.length / COLUMNS);
/** Of this row the outcome is unknown; the last one has gone through. */
export const UNCONFIRMED_ROW = ROWS - 2;
const TYPES = [
  ...['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'application/javascript'],
  ...['text/plain', 'application/json', 'image/png', 'application/pdf', 'text/html; charset=utf-7'],
];

export interface HostileBatch {
  readonly id: string;
  readonly uploadId: string;
  readonly automation: string;
  readonly artifacts: readonly ArtifactRecord[];
  readonly shareToken: string;
  readonly scheduleId: string;
}

const text = (number: number): string => HOSTILE_TEXTS[number % HOSTILE_TEXTS.length] as string;
const csv = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

/** A batch that is hostile wherever people or pages can write something; what its rows did is written into the database. */
export async function plantHostileBatch(api: FurrowApi): Promise<HostileBatch> {
  const automation = `hostile-${Date.now()}`;
  await api.post('/automations', { source: automationSource(automation) });
  const headers = Array.from({ length: COLUMNS }, (_, column) => `${column} ${text(column * 7)}`);
  const rows = Array.from({ length: ROWS }, (_, row) =>
    csv(headers.map((_header, column) => text(row * COLUMNS + column))),
  );
  const upload = await api.upload(`${text(0)}.csv`, [csv(headers), ...rows].join('\n'));
  const { id } = await api.createBatch({
    ...{ upload_id: upload.id, automation, name: text(4), rows: 'valid' },
    bindings: { hostile_cell: { column: 0 } },
  });
  await api.waitForBatch(id, ({ status }) => status === 'ready');
  await api.patch(`/batches/${id}`, { tags: [shortText(901), shortText(902)] });
  const schedule = { batch_id: id, name: text(6), cron: '0 6 1 1 *', time_zone: 'UTC' };
  const { id: scheduleId } = await api.post<{ id: string }>('/schedules', schedule);
  const share = { with_artifacts: true };
  const { token: shareToken } = await api.post<{ token: string }>(`/batches/${id}/shares`, share);
  const artifacts = await withDatabase((client) => endRows(client, id));
  return { id, uploadId: upload.id, automation, artifacts, shareToken, scheduleId };
}

function automationSource(name: string): string {
  const quoted = (number: number) => JSON.stringify(text(number));
  return [
    ...['version: 1', `name: ${name}`, `title: ${quoted(5)}`, `description: ${quoted(9)}`],
    ...[`base_url: ${practiceUrl()}`, 'effect: read', 'inputs:'],
    `  hostile_cell: { type: string, title: ${quoted(40)}, description: ${quoted(41)} }`,
    ...['outputs:', '  found: { type: string }', 'steps:', '  - goto: /orders'],
    `    title: ${quoted(29)}`,
    '  - extract: { found: { testid: none } }',
  ].join('\n');
}

async function withDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const url = databaseUrl(locateCluster(furrowEnvironment().FURROW_DATA_DIR as string), 'furrow');
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** All rows failed, one message a row, but for the last two; each with what its page said. */
async function endRows(client: Client, batchId: string): Promise<ArtifactRecord[]> {
  for (let rowIndex = 0; rowIndex < ROWS; rowIndex += 1) {
    const job = { batchId, rowIndex };
    await setJobState(
      client,
      job,
      'pending',
      rowIndex === ROWS - 1 ? 'completed' : 'failed',
      text(rowIndex * 5),
    );
    await client.query(DETAIL_SQL, [batchId, rowIndex, ...detail(rowIndex)]);
  }
  await client.query(UNCONFIRMED_SQL, [batchId, UNCONFIRMED_ROW - 1]);
  await client.query(FINISHED_SQL, [batchId]);
  return storeFiles(client, batchId);
}

function detail(row: number): string[] {
  const step = { no: 1, verb: 'goto', state: 'failed', startedAtMs: 0, durationMs: 9 };
  const errors = ['console', 'network'].map((source, no) => ({
    ...{ source, text: text(row + no), url: text(row + 57), times: 2, method: text(row + 3), status: 500 },
  }));
  return [
    JSON.stringify([{ ...step, title: text(row + 11), message: text(row + 12) }]),
    JSON.stringify([text(row + 13)]),
    text(row + 14),
    text(row + 63),
    text(row + 16),
    JSON.stringify(errors),
    JSON.stringify({
      found: text(row + 17),
      [text(row + 18)]: [text(row + 19), { [text(row)]: text(row + 20) }],
    }),
  ];
}

const DETAIL_SQL = `
with shown as (
  update attempt set output = $9::json, failure_kind = case when state = 'failed' then 'page_mismatch'::failure_kind end
   where batch_id = $1 and row_index = $2 and attempt_no = 1
), grouped as (
  update job set fingerprint = 'hostile-' || $2 % 4
   where batch_id = $1 and row_index = $2 and state = 'failed'
)
insert into attempt_detail (batch_id, row_index, attempt_no, steps, warnings, page_text, page_url, page_title, page_errors)
values ($1, $2::int, 1, $3, $4, $5, $6, $7, $8)`;
const UNCONFIRMED_SQL = `
with moved as (
  update job set state = 'unconfirmed' where batch_id = $1 and row_index = $2
), attempted as (
  update attempt set state = 'unconfirmed' where batch_id = $1 and row_index = $2
)
update batch_bucket set failed = failed - 1, unconfirmed = unconfirmed + 1
 where batch_id = $1 and bucket_no = $2::int / (select bucket_size from batch where id = $1)`;
const FINISHED_SQL = `
update batch set state = 'finished', outcome = 'with_problems', started_at = now(), finished_at = now() where id = $1`;

/** Files whose bytes, names and types are hostile. */
async function storeFiles(client: Client, batchId: string): Promise<ArtifactRecord[]> {
  const store = createDiskStore(join(furrowEnvironment().FURROW_DATA_DIR as string, 'storage'));
  const body = `<!doctype html><svg xmlns="http://www.w3.org/2000/svg" onload="__xss(1)"/>${HOSTILE_TEXTS.join('\n')}`;
  const files: ArtifactRecord[] = [];
  for (const [no, contentType] of TYPES.entries()) {
    const id = randomUUID();
    const storageKey = `artifacts/${batchId}/0/${id}.bin`;
    const { size } = await store.put(storageKey, Buffer.from(body));
    const type = contentType.startsWith('image/') ? 'screenshot' : text(no + 30);
    const file = { id, type, name: `../${text(no + 20)}`, contentType, size, storageKey };
    await addArtifact(client, { batchId, rowIndex: 0 }, file);
    files.push(file);
  }
  return files;
}
