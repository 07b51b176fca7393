import { expect, it, vi } from 'vitest';
import { openBatchChannel } from '@/app/_server/batch-channel';
import * as snapshots from '@/app/_server/batch-snapshot';
import type { Context } from '@/lib/services/context';

vi.mock('@/app/_server/batch-snapshot', () => ({ readSnapshot: vi.fn(), isMoving: () => false }));

const reads: ((snapshot: string) => void)[] = [];
vi.mocked(snapshots.readSnapshot).mockImplementation(
  () => new Promise((resolve) => reads.push(resolve as unknown as (snapshot: string) => void)) as never,
);

it('one who comes while the last other leaves is told what changes later', async () => {
  const onEmpty = vi.fn();
  const channel = openBatchChannel({} as Context, 'batch', onEmpty);
  const first = channel.add(() => undefined);
  reads.shift()?.('old');
  const leave = await first;

  const told: unknown[] = [];
  const second = channel.add((snapshot) => told.push(snapshot));
  leave();
  reads.shift()?.('old');
  const leaveToo = await second;
  expect(onEmpty).not.toHaveBeenCalled();
  channel.hint();
  await vi.waitFor(() => expect(reads).toHaveLength(1));
  reads.shift()?.('new');
  await vi.waitFor(() => expect(told).toEqual(['old', 'new']));

  leaveToo();
  expect(onEmpty).toHaveBeenCalledOnce();
});

it('what is hinted while the first snapshot is read is looked at again', async () => {
  const channel = openBatchChannel({} as Context, 'batch', () => undefined);
  const told: unknown[] = [];
  const joined = channel.add((snapshot) => told.push(snapshot));
  channel.hint();
  reads.shift()?.('old');
  await joined;
  await vi.waitFor(() => expect(reads).toHaveLength(1));
  reads.shift()?.('new');
  await vi.waitFor(() => expect(told).toEqual(['old', 'new']));
});
