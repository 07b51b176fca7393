import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as listGroups } from '@/app/api/v1/batches/[id]/groups/route';
import { GET as getJob } from '@/app/api/v1/batches/[id]/jobs/[row_index]/route';
import { POST as retryBatch } from '@/app/api/v1/batches/[id]/retry/route';
import { GET as getBatch } from '@/app/api/v1/batches/[id]/route';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { releaseLane } from '@/lib/db/sql/release-lane';
import type { Failure } from '@/lib/domain/failure';
import type { ArtifactRecord } from '@/lib/domain/lane';
import { batchSchema } from '@/lib/domain/wire/batch';
import { type FailureGroupJson, failureGroupSchema } from '@/lib/domain/wire/failure-group';
import { addWorker, attemptRecord, takeAndClaim } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, startApi } from './api-harness';
import { storeArtifact } from './run-rows';

let api: Api;
let member: { cookie: string };
let worker: string;
let id: string;
let pictures: readonly ArtifactRecord[];

const MISSING: Failure = { kind: 'page_mismatch', code: 'element_missing', message: 'No button', step: 3 };
const REFUSED: Failure = { kind: 'target_rejected', code: 'not_found', message: 'No such order', step: 5 };

/** Plays a worker: the next row ends with this failure, or unconfirmed by it, or completes. */
async function runRow(failure: Failure | null, artifacts: readonly ArtifactRecord[] = [], isSure = true) {
  const { db } = api.context;
  const { hold, claim } = await takeAndClaim(db, worker);
  const state = failure === null ? 'completed' : isSure ? 'failed' : 'unconfirmed';
  const record = { ...attemptRecord(claim, { state }, failure ?? MISSING), artifacts: [...artifacts] };
  await recordAttempt(db.pool, hold, record, { breakAtEqualFailures: 0 });
  await releaseLane(db.pool, hold);
}

const of = (more: object = {}) => ({ ...member, params: { id }, ...more });
const json = async (response: Promise<Response>) => (await response).json();

async function readGroups(): Promise<FailureGroupJson[]> {
  const { items } = await json(call(listGroups, 'GET', of()));
  return items.map((item: unknown) => failureGroupSchema.parse(item));
}

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  worker = await addWorker(api.context.db);
  id = await seedBatch(api.context.db, { rows: 6 });
  const picture = { type: 'screenshot', contentType: 'image/png', data: 'png' };
  pictures = [
    await storeArtifact(api.context.storage, { ...picture, name: 'before.png' }),
    await storeArtifact(api.context.storage, { ...picture, name: 'failure.png' }),
  ];
  await runRow(null);
  await runRow(MISSING, pictures);
  await runRow(REFUSED);
  await runRow(MISSING);
  await runRow(MISSING, [], false);
});
afterAll(() => api.close());

it('groups tell their share, since when, what ran, and show a picture of the first row', async () => {
  const [missing, refused] = await readGroups();
  expect(missing).toMatchObject({
    ...{ code: 'element_missing', step: 3, count: 3, failed_count: 2, share: 0.75 },
    ...{ first_row: 1, last_row: 4, automation: { name: 'seeded', version: 1 } },
    screenshot_path: `/api/v1/artifacts/${pictures[1]?.id}`,
  });
  const at = async (row: number) => {
    const job = await json(call(getJob, 'GET', { ...member, params: { id, row_index: String(row) } }));
    return job.completed_at;
  };
  expect(missing).toMatchObject({ first_at: await at(1), last_at: await at(4) });
  expect(refused).toMatchObject({ count: 1, share: 0.25, first_at: await at(2), last_at: await at(2) });
  expect(refused?.screenshot_path).toBeNull();
});

it('a group is retried with the newest version, and only its rows', async () => {
  const { db } = api.context;
  const { id: automationId } = await db.prisma.automation.findUniqueOrThrow({ where: { name: 'seeded' } });
  const version = {
    automationId,
    version: 2,
    source: 'version: 1\n',
    sha256: 'two',
    effect: 'read',
  } as const;
  await db.prisma.automationVersion.create({ data: version });
  await db.prisma.automation.update({ where: { id: automationId }, data: { latestVersion: 2 } });
  const readBatch = async () => batchSchema.parse(await json(call(getBatch, 'GET', of())));
  expect((await readBatch()).automation).toMatchObject({ version: 1, latest_version: 2 });

  const [missing] = await readGroups();
  const body = { status: 'failed', group: missing?.group, automation_version: 'latest' };
  expect(await json(call(retryBatch, 'POST', of({ body })))).toMatchObject({ retried: 2 });
  expect((await readBatch()).automation).toMatchObject({ version: 2, latest_version: 2 });
  await runRow(null);
  await runRow(null);
  const [first, second] = await readGroups();
  expect(first).toMatchObject({ code: 'not_found', count: 1, share: 0.5 });
  expect(second).toMatchObject({ code: 'element_missing', count: 1, failed_count: 0, share: 0.5 });
  const retried = await json(call(getJob, 'GET', { ...member, params: { id, row_index: '1' } }));
  expect(retried.attempt_list).toMatchObject([
    { attempt: 1, state: 'failed', automation_version: 1 },
    { attempt: 2, state: 'completed', automation_version: 2 },
  ]);
});

it('a group is called by what its rows failed of, also after the site was asked about them', async () => {
  const { pool } = api.context.db;
  const before = await readGroups();
  const answer = {
    attempt_no: 2,
    kind: 'verify',
    failure_kind: 'target_rejected',
    failure_code: 'not_there',
  };
  await pool.query(
    `insert into attempt select (jsonb_populate_record(a, $2)).* from attempt a where batch_id = $1 and row_index = 4`,
    [id, { ...answer, failure_step: 1 }],
  );
  await pool.query('update job set attempt_count = 2 where batch_id = $1 and row_index = 4', [id]);
  expect(await readGroups()).toEqual(before);
  expect(before[1]).toMatchObject({ code: 'element_missing', step: 3, first_row: 4 });
});
