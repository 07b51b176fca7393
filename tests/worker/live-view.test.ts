import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { createBatch } from '@/lib/services/batches/create-batch';
import { watchRow } from '@/lib/services/jobs/watch-row';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { bodyOf } from '@/tests/support/service-context';
import { waitFor } from '@/tests/support/wait-for';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process';
import { type Installation, openInstallation } from './support/installation';
import { type LocalSite, startLocalSite } from './support/local-site';

// The page tells whenever it is drawn with something covered: Playwright lays an element over it for that.
const PAGE = `<!doctype html><title>Form</title><label>Pass <input style="width: 400px; height: 60px"></label>
<script>
  const row = new URLSearchParams(location.search).get('row');
  new MutationObserver(() => fetch('/drawn?row=' + row)).observe(document.documentElement, { childList: true });
  const ask = async () => {
    if ((await (await fetch('/go')).text()) === 'yes') document.body.append('Go on');
    else setTimeout(ask, 50);
  };
  ask();
</script>`;

const source = (siteUrl: string) => `version: 1
name: watched-form
effect: read
base_url: ${siteUrl}
inputs: { watched_no: { type: string }, pass: { type: string } }
steps:
  - goto: '/?row={{ watched_no }}'
  - fill: { label: Pass, value: '{{ pass }}' }
    secret: true
  - wait_for: { text: Go on }
    timeout: 60
`;

let installation: Installation;
let site: LocalSite;
let worker: WorkerProcess;
let mayGoOn = false;

beforeAll(async () => {
  site = await startLocalSite({
    '/': PAGE,
    '/go': (_request, response) => response.end(mayGoOn ? 'yes' : 'no'),
    '/drawn': '',
  });
  installation = await openInstallation();
  worker = await startWorkerProcess({
    databaseUrl: installation.environment.DATABASE_URL ?? '',
    dataDir: installation.environment.FURROW_DATA_DIR ?? '',
    slots: 2,
    allowHosts: [`127.0.0.1:${site.port}`],
  });
});
afterAll(async () => {
  worker?.kill('SIGTERM');
  await worker?.ended;
  await installation?.close();
  await site?.close();
});

async function startRows(): Promise<string> {
  const { context } = installation;
  await saveAutomation(context, { source: source(site.url) });
  const csv = 'watched_no,pass\n1,correct-horse-4711\n2,x\n';
  const upload = await receiveUpload(context, { filename: 'watched.csv', body: bodyOf(csv) });
  const settings = { concurrency: 2 };
  const automation = 'watched-form';
  return (await createBatch(context, { uploadId: upload.id, automation, settings, start: true })).id;
}

const drawn = (row: number) => site.seen.filter(({ url }) => url === `/drawn?row=${row}`).length;
const seenTimes = () =>
  installation.context.db.prisma.liveView.findMany({
    select: { rowIndex: true, takenAt: true },
    orderBy: { rowIndex: 'asc' },
  });

const storedFiles = () =>
  readdir(join(installation.environment.FURROW_DATA_DIR ?? '', 'storage'), { recursive: true });

/** Looks as a screen does, until there is a picture of the last step. */
function lookUntilSeen(batchId: string, rowIndex: number) {
  return waitFor('a picture', 30_000, async () => {
    const view = await watchRow(installation.context, { batchId, rowIndex });
    return view?.picture && view.stepNo === 3 ? view : undefined;
  });
}

it('shows a running row through the database alone, while somebody looks, secrets covered', async () => {
  const batchId = await startRows();
  await waitFor('both rows to wait', 30_000, () =>
    site.seen.filter(({ url }) => url === '/go').length > 10 ? true : undefined,
  );
  const filesBefore = await storedFiles();
  const first = await lookUntilSeen(batchId, 0);
  expect(first).toMatchObject({ attemptNo: 1, stepCount: 3 });
  expect(first.picture?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(await storedFiles()).toEqual(filesBefore);
  expect(drawn(1)).toBeGreaterThan(0);
  // The same worker looked over both rows just as often.
  expect(drawn(2)).toBe(0);
  expect((await seenTimes()).map(({ rowIndex }) => rowIndex)).toEqual([0]);

  // Nobody looks at the first row any more.
  await installation.context.db.pool.query(`update live_view set asked_at = now() - interval '6 seconds'`);
  const second = await lookUntilSeen(batchId, 1);
  // Covered, the pictures of two values are the same.
  expect(second.picture).toEqual(first.picture);
  const before = await seenTimes();
  await waitFor('a later picture', 30_000, async () => {
    await watchRow(installation.context, { batchId, rowIndex: 1 });
    return (await seenTimes())[1]?.takenAt?.getTime() !== before[1]?.takenAt?.getTime() ? true : undefined;
  });
  expect((await seenTimes())[0]).toEqual(before[0]);

  mayGoOn = true;
  await installation.waitUntilFinished(batchId);
  await waitFor('nothing to be left', 10_000, async () =>
    (await seenTimes()).length === 0 ? true : undefined,
  );
  expect(await watchRow(installation.context, { batchId, rowIndex: 0 })).toBeNull();
});
