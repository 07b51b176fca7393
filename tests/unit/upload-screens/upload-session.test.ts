import { describe, expect, it } from 'vitest';
import { progressWords } from '@/app/_batches/upload/progress-words';
import { UploadSession, type UploadStatus } from '@/app/_batches/upload/upload-session';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { waitFor } from '@/tests/support/wait-for';
import { createFakeConnection, createFakeServer } from './fake-server';

const FILE = new File(['a,b\n'.repeat(1_000_000)], 'orders.csv');

function open(server = createFakeServer(), halfArrived?: UploadJson) {
  const seen: UploadStatus[] = [];
  const done: string[] = [];
  let nowMs = 0;
  const parts = {
    server,
    connection: createFakeConnection(),
    now: () => {
      nowMs += 1000;
      return nowMs;
    },
    onChange: (status: UploadStatus) => seen.push(status),
    onDone: (id: string) => done.push(id),
  };
  const session = new UploadSession({ file: FILE, fingerprint: '1.a' }, parts, halfArrived);
  const phase = () => seen.at(-1)?.phase;
  return { session, server, seen, done, phase };
}

describe('an upload on its way', () => {
  it('is announced, sent, and handed on once', async () => {
    const { session, server, seen, done, phase } = open();
    await session.send();
    expect(phase()).toBe('done');
    expect(done).toEqual(['upload-1']);
    expect(server.announcements).toEqual(['orders.csv']);
    expect(seen.some(({ bytesPerSecond }) => (bytesPerSecond ?? 0) > 0)).toBe(true);
  });

  it('keeps what has arrived over a pause, and is announced once', async () => {
    const { session, server, phase, done } = open();
    server.faults.push('hangs');
    const first = session.send();
    await waitFor('a chunk that hangs', 1000, () => server.faults.length === 0);
    session.pause();
    await first;
    expect(phase()).toBe('paused');
    await session.send();
    expect(phase()).toBe('done');
    expect(server.announcements).toHaveLength(1);
    expect(done).toHaveLength(1);
    expect(await server.text()).toBe(await FILE.text());
  });

  it('goes on with one that arrived half, without announcing it', async () => {
    const server = createFakeServer('a,b\n'.repeat(1000));
    const half = { id: 'half', received_bytes: 4000 } as UploadJson;
    const { session, seen, done } = open(server, half);
    await session.send();
    expect(server.announcements).toEqual([]);
    expect(done).toEqual(['half']);
    expect(seen[0]).toMatchObject({ sentBytes: 4000, storedBytes: 4000 });
    expect(await server.text()).toBe(await FILE.text());
  });

  it('says why it failed, and can be tried again', async () => {
    const { session, server, seen, phase } = open();
    server.faults.push('refused');
    await session.send();
    expect(seen.at(-1)).toMatchObject({ phase: 'failed', failure: 'It is a workbook.' });
    await session.send();
    expect(phase()).toBe('done');
  });

  it('leaves nothing on the server when it is cancelled, even before it was announced', async () => {
    const { session, server, done } = open();
    const sending = session.send();
    await session.cancel();
    await sending;
    expect(server.removed).toEqual(['upload-1']);
    expect(server.chunkSizes).toEqual([]);
    expect(done).toEqual([]);
  });
});

describe('progressWords', () => {
  const status: UploadStatus = {
    ...{
      phase: 'sending',
      filename: 'a.csv',
      size: 300 * 1024 ** 2,
      sentBytes: 100 * 1024 ** 2,
      storedBytes: 0,
    },
    ...{ uploadId: null, bytesPerSecond: 1024 ** 2, waitingFor: null, failure: null },
  };
  it('tells rate and time left, or the state', () => {
    expect(progressWords(status)).toBe(' · 1.0 MB/s · 3 min left');
    expect(progressWords({ ...status, bytesPerSecond: null })).toBe('');
    expect(progressWords({ ...status, bytesPerSecond: 0 })).toBe('');
    expect(progressWords({ ...status, phase: 'paused' })).toBe(' · paused');
  });
});
