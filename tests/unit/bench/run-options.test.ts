import { expect, test } from 'vitest';
import { RUN_OPTIONS, readRunSelection } from '@/bench/run/run-options';

const usual = Object.fromEntries(
  Object.entries(RUN_OPTIONS).map(([name, { default: text }]) => [name, text]),
) as Parameters<typeof readRunSelection>[0];

test('the run benchmark takes the whole matrix unless it is told a part of it', () => {
  const whole = readRunSelection(usual);
  expect([whole?.cells.length, whole?.peers.length]).toEqual([12, 5]);
  const part = readRunSelection({
    ...usual,
    pages: 'heavy',
    latency: '0',
    concurrency: '1,4',
    peers: 'crawlee',
  });
  expect(part?.cells).toEqual([1, 4].map((concurrency) => ({ page: 'heavy', latencyMs: 0, concurrency })));
  expect(part?.peers).toEqual(['bare', 'crawlee']);
});

test.each([{ pages: 'grey' }, { latency: '-1' }, { concurrency: '0' }, { peers: 'other' }, { rows: '' }])(
  'it refuses %j',
  (wrong) => {
    expect(readRunSelection({ ...usual, ...wrong })).toBeNull();
  },
);
