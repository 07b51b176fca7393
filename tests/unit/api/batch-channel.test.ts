import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBatchChannel } from '@/app/_server/batch-channel';
import { type BatchSnapshot, readCounts, readSnapshot } from '@/app/_server/batch-snapshot';
import type { Context } from '@/lib/services/context';

vi.mock('@/app/_server/batch-snapshot', async (original) => ({
  ...(await original<typeof import('@/app/_server/batch-snapshot')>()),
  readSnapshot: vi.fn(),
  readCounts: vi.fn(),
}));

/** What the batch is, and what each kind of look at it finds; a test may hold looks back. */
let batch: BatchSnapshot;
let looks: ('whole' | 'counts')[];
let held: (() => void)[] | null;

beforeEach(() => {
  vi.useFakeTimers();
  batch = snapshot('running', 0);
  looks = [];
  held = null;
  vi.mocked(readSnapshot).mockImplementation(() => found('whole'));
  vi.mocked(readCounts).mockImplementation((_, before) =>
    found('counts').then(({ counts, buckets }) => ({ ...before, counts, buckets })),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

function snapshot(status: BatchSnapshot['status'], completed: number): BatchSnapshot {
  const counts = { pending: 9 - completed, running: 0, completed, failed: 0, stopped: 0, unconfirmed: 0 };
  return {
    status,
    counts,
    total_jobs: 9,
    buckets: [{ from: 0, to: 8, ...counts }],
  } as unknown as BatchSnapshot;
}

async function found(kind: 'whole' | 'counts'): Promise<BatchSnapshot> {
  looks.push(kind);
  const seen = batch;
  if (held) await new Promise<void>((resolve) => held?.push(resolve));
  return seen;
}

function openChannel() {
  const onEmpty = vi.fn();
  return { channel: openBatchChannel({} as Context, 'batch', onEmpty), onEmpty };
}

/** A listener that keeps what it knows as a page does, and the text of each write. */
function listener() {
  const texts: string[] = [];
  const names = () => texts.flatMap((text) => [...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name));
  const completed = () => Number(texts.at(-1)?.match(/"completed":(\d)/)?.[1]);
  return { texts, names, completed, write: (text: string) => void texts.push(text) };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('while rows move', () => {
  it('tells what moved within a quarter of a second, from the counts alone', async () => {
    const { channel } = openChannel();
    const page = listener();
    await channel.add(page.write);
    batch = snapshot('running', 1);
    await pass(250);
    expect(page.names()).toEqual(['snapshot', 'progress', 'job']);
    expect(page.completed()).toBe(1);
    expect(looks).toEqual(['whole', 'counts']);
    channel.close();
  });

  it('looks at the whole once a second, whoever else looks', async () => {
    const { channel } = openChannel();
    for (let viewer = 0; viewer < 20; viewer += 1) await channel.add(listener().write);
    looks.length = 0;
    await pass(10_000);
    expect(looks.filter((kind) => kind === 'whole').length).toBeLessThanOrEqual(10);
    expect(looks.length).toBeLessThanOrEqual(40);
    channel.close();
  });

  it('writes one and the same text to all', async () => {
    const { channel } = openChannel();
    const pages = [listener(), listener()];
    for (const { write } of pages) await channel.add(write);
    batch = snapshot('running', 2);
    await pass(250);
    expect(pages[0]?.texts.at(-1)).toBe(pages[1]?.texts.at(-1));
    expect(pages[0]?.completed()).toBe(2);
    channel.close();
  });

  it('looks at the whole at once when something is hinted', async () => {
    const { channel } = openChannel();
    const page = listener();
    await channel.add(page.write);
    await pass(300);
    batch = snapshot('paused', 0);
    channel.hint();
    await pass(250);
    expect(page.names()).toEqual(['snapshot', 'batch']);
    const before = looks.length;
    await pass(5000);
    expect(looks).toHaveLength(before);
  });

  it('counts that do not add up are asked for again with the whole', async () => {
    vi.mocked(readCounts).mockImplementation(async () => {
      looks.push('counts');
      return null;
    });
    const { channel } = openChannel();
    const page = listener();
    await channel.add(page.write);
    batch = snapshot('running', 3);
    await pass(250);
    expect(looks).toEqual(['whole', 'counts', 'whole']);
    expect(page.completed()).toBe(3);
    channel.close();
  });
});

describe('who comes and goes', () => {
  it('one who comes while the last other leaves is told what changes later', async () => {
    batch = snapshot('paused', 0);
    const { channel, onEmpty } = openChannel();
    const leave = await channel.add(listener().write);
    held = [];
    const page = listener();
    const joined = channel.add(page.write);
    leave();
    held.shift()?.();
    held = null;
    const leaveToo = await joined;
    expect(onEmpty).not.toHaveBeenCalled();
    batch = snapshot('paused', 1);
    channel.hint();
    await pass(250);
    expect(page.completed()).toBe(1);
    leaveToo();
    expect(onEmpty).toHaveBeenCalledOnce();
  });

  it('what is hinted while the first snapshot is read is looked at again', async () => {
    batch = snapshot('paused', 0);
    const { channel } = openChannel();
    held = [];
    const page = listener();
    const joined = channel.add(page.write);
    batch = snapshot('paused', 1);
    channel.hint();
    held.shift()?.();
    held = null;
    await joined;
    await pass(250);
    expect(page.completed()).toBe(1);
  });

  it('a look that began earlier and ends later tells nobody what was', async () => {
    batch = snapshot('paused', 0);
    const { channel } = openChannel();
    const page = listener();
    await channel.add(page.write);
    held = [];
    const late = channel.add(listener().write);
    batch = snapshot('paused', 4);
    const newest = listener();
    const early = channel.add(newest.write);
    held[1]?.();
    await early;
    held[0]?.();
    await late;
    expect(page.completed()).toBe(4);
    expect(newest.names()).toEqual(['snapshot']);
    expect(page.names()).toEqual(['snapshot', 'progress', 'job']);
  });
});
