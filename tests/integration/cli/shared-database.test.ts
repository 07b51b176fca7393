import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { locateCluster } from '@/supervisor/cluster/location';
import { readServerState } from '@/supervisor/cluster/postgres';
import { furrow } from './furrow-process';

vi.setConfig({ testTimeout: 180_000 });

let folder: string;
let site: PracticeSite;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'furrow-shared-'));
  site = await startPracticeSite({ port: 0 });
});
afterEach(async () => {
  await site.close();
  rmSync(locateCluster(join(folder, 'data')).home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

it('lets several commands at once share the embedded database, which ends with the last of them', async () => {
  const dataDir = join(folder, 'data');
  const env = { FURROW_DATA_DIR: dataDir, FURROW_PRACTICE_PORT: String(site.port) };
  const runs = ['first', 'second'].map((name) => {
    const file = join(folder, `${name}.csv`);
    writeFileSync(file, 'order_no\nAB-1002\nAB-1003\nAB-1004\n');
    return furrow(['run', file, '--automation', 'order-status', '--json'], { env });
  });
  const answers = await Promise.all(runs);
  for (const answer of answers) {
    expect(answer.json()).toMatchObject({ status: 'finished', completed_jobs: 3 });
    expect(answer.code).toBe(0);
  }
  expect(readServerState(locateCluster(dataDir))).toBeNull();
  const { items } = (await furrow(['list', '--json'], { env })).json();
  expect(items.map((item: { name: string }) => item.name).sort()).toEqual(['first', 'second']);
  expect(readServerState(locateCluster(dataDir))).toBeNull();
});
