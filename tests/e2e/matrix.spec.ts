import { expect } from '@playwright/test';
import type { JobJson } from '@/lib/domain/wire/job';
import { test } from './support/furrow-test';
import { practiceUrl } from './support/installation-addresses';
import { apiSurface, commandSurface, dashboardSurface, isPausedFor, type Surface } from './support/surfaces';

/* Every way to steer a batch, through everything that steers one. Seen through the API, whoever has acted. */

const AUTOMATION = { name: 'matrix-order', title: 'Steered from everywhere' };
const source = () => `version: 1
name: ${AUTOMATION.name}
title: ${AUTOMATION.title}
base_url: ${practiceUrl()}
effect: read
inputs: { matrix_key: { type: string } }
outputs: { status: { type: string } }
steps:
  - goto: /orders
  - fill: { label: Order number, value: '{{ matrix_key }}' }
  - click: { role: button, name: Find order }
  - wait_for: { testid: result }
    timeout: 120
  - fail: { when: { text: No such order }, kind: target_rejected, code: not_found, message: 'No such order' }
  - extract: { status: { testid: status } }
`;
const csv = (keys: readonly string[]) => `matrix_key\n${keys.join('\n')}\n`;
/** Comes only after a minute: long enough to be given back, stopped and counted. */
const HELD = ['slow-60-a', 'slow-60-b', 'slow-60-c', 'slow-60-d'];
const MISSING = Array.from({ length: 12 }, (_, index) => `ZZ-00${index + 10}`);

// Three rows of cells, which need nothing of one another.
test.describe.configure({ mode: 'parallel' });

for (const name of ['dashboard', 'command line', 'API']) {
  test.describe
    .serial(`through the ${name}`, () => {
      let held: string;
      const through = (fixtures: Parameters<typeof surfaceOf>[1]): Surface => surfaceOf(name, fixtures);

      test.beforeAll(async ({ api }) => {
        await api.post('/automations', { source: source() });
      });

      test(`${name}: canary`, async ({ api, page }, { outputDir }) => {
        held = await through({ api, page, outputDir }).create(AUTOMATION, csv(['AB-1002', ...HELD]), {
          canary: 1,
        });
        const { counts } = await api.waitForBatch(held, isPausedFor('canary'));
        expect(counts).toMatchObject({ completed: 1, pending: HELD.length, running: 0 });
      });

      test(`${name}: resume`, async ({ api, page }, { outputDir }) => {
        await through({ api, page, outputDir }).resume(held);
        await api.waitForBatch(held, ({ status, counts }) => status === 'running' && counts.running === 1);
      });

      test(`${name}: concurrency in flight`, async ({ api, page }, { outputDir }) => {
        await through({ api, page, outputDir }).setConcurrency(held, 3);
        const { settings } = await api.waitForBatch(held, ({ counts }) => counts.running === 3);
        expect(settings.concurrency).toBe(3);
      });

      test(`${name}: pause, giving running rows back`, async ({ api, page }, { outputDir }) => {
        await through({ api, page, outputDir }).pauseNow(held);
        const batch = await api.waitForBatch(held, ({ counts }) => counts.running === 0);
        expect(batch).toMatchObject({ status: 'paused', reason: 'person' });
        expect(batch.counts).toMatchObject({ completed: 1, pending: HELD.length });
      });

      test(`${name}: stop`, async ({ api, page }, { outputDir }) => {
        await through({ api, page, outputDir }).stop(held);
        const { counts } = await api.waitForBatch(held);
        expect(counts).toMatchObject({ completed: 1, stopped: HELD.length });
      });

      test(`${name}: retry`, async ({ api, page }, { outputDir }) => {
        await through({ api, page, outputDir }).retryStopped(held);
        const { counts } = await api.waitForBatch(held, (batch) => batch.counts.running === 3);
        expect(counts).toMatchObject({ completed: 1, stopped: 0, pending: 1 });
        await api.post(`/batches/${held}/stop`);
        await api.waitForBatch(held);
      });

      test(`${name}: circuit breaker`, async ({ api, page }, { outputDir }) => {
        const id = await through({ api, page, outputDir }).create(AUTOMATION, csv(MISSING), { breakAt: 20 });
        const { counts } = await api.waitForBatch(id, isPausedFor('breaker'));
        expect(counts).toMatchObject({ failed: 10, pending: 2 });
      });

      test(`${name}: rate`, async ({ api, page }, { outputDir }) => {
        const keys = ['AB-1002', 'AB-1003', 'AB-1004'];
        const id = await through({ api, page, outputDir }).create(AUTOMATION, csv(keys), { rate: 60 });
        await api.waitForBatch(id);
        const { items } = await api.get<{ items: JobJson[] }>(`/batches/${id}/jobs`);
        const starts = items.map(({ started_at: at }) => Date.parse(at ?? '')).sort((a, b) => a - b);
        const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(990);
      });
    });
}

function surfaceOf(
  name: string,
  {
    api,
    page,
    outputDir,
  }: {
    api: Parameters<typeof apiSurface>[0];
    page: Parameters<typeof dashboardSurface>[0];
    outputDir: string;
  },
): Surface {
  if (name === 'API') return apiSurface(api);
  return name === 'dashboard' ? dashboardSurface(page) : commandSurface(outputDir);
}
