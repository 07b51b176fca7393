import { describe, expect, it } from 'vitest';
import { sendRest, type WaitingReason } from '@/app/_batches/upload/send-file';
import { waitFor } from '@/tests/support/wait-for';
import { createFakeConnection, createFakeServer } from './fake-server';

const MIB = 1024 * 1024;
const TEXT = 'order,name\n'.repeat(2 * MIB);
const FILE = new File([TEXT], 'orders.csv');

function start(server = createFakeServer(), rate: number | null = null) {
  const connection = createFakeConnection();
  const waits: (WaitingReason | null)[] = [];
  const progress: [sent: number, stored: number][] = [];
  const stop = new AbortController();
  const done = sendRest(
    server,
    { file: FILE, uploadId: 'upload-1' },
    {
      signal: stop.signal,
      connection,
      rate: () => rate,
      onProgress: (sent, stored) => progress.push([sent, stored]),
      onWaiting: (reason) => waits.push(reason),
    },
  );
  return { server, connection, waits, progress, stop, done };
}

describe('sending a file', () => {
  it('sends a small first chunk, then large ones, and tells how far it is', async () => {
    const { server, progress, done } = start();
    await done;
    expect(await server.text()).toBe(TEXT);
    expect(server.chunkSizes).toEqual([MIB, 8 * MIB, 8 * MIB, FILE.size - 17 * MIB]);
    expect(progress.at(-1)).toEqual([FILE.size, FILE.size]);
    expect(progress.map(([sent]) => sent)).toEqual(
      progress.map(([sent]) => sent).toSorted((one, other) => one - other),
    );
  });

  it('goes on where the server is', async () => {
    const server = createFakeServer(TEXT.slice(0, 5 * MIB));
    await start(server).done;
    expect(await server.text()).toBe(TEXT);
    expect(server.chunkSizes[0]).toBe(8 * MIB);
  });

  it('sends smaller chunks on a slow line, because one that breaks off is sent again whole', async () => {
    const server = createFakeServer(TEXT.slice(0, 15 * MIB));
    await start(server, 0.25 * MIB).done;
    expect(server.chunkSizes.slice(0, 2)).toEqual([2 * MIB, 2 * MIB]);
  });

  it('sends nothing twice when only the answer was lost', async () => {
    const { server, connection, waits, done } = start();
    server.faults.push('lost_answer');
    await done;
    expect(await server.text()).toBe(TEXT);
    expect(waits).toContain('no_answer');
    expect(connection.pausesMs).toHaveLength(1);
  });

  it('waits longer and longer while nobody answers, up to half a minute', async () => {
    const { server, connection, waits, done } = start();
    server.faults.push(...Array.from({ length: 9 }, () => 'network' as const));
    await done;
    expect(connection.pausesMs).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    expect(waits.at(-1)).toBeNull();
    expect(await server.text()).toBe(TEXT);
  });

  it('waits for the connection when it is offline, then goes on by itself', async () => {
    const server = createFakeServer();
    server.faults.push('network');
    const { connection, waits, done } = start(server);
    connection.isUp = false;
    await waitFor('offline', 1000, () => waits.includes('offline'));
    expect(connection.pausesMs).toEqual([]);
    connection.comeBack();
    await done;
    expect(await server.text()).toBe(TEXT);
  });

  it.each(['refused', 'gone'] as const)('gives up at once when the file is %s', async (fault) => {
    const { server, connection, done } = start();
    server.faults.push(fault);
    await expect(done).rejects.toMatchObject({ status: fault === 'gone' ? 404 : 422 });
    expect(connection.pausesMs).toEqual([]);
  });

  it('gives up when the server stays busy', async () => {
    const { server, connection, done } = start();
    server.faults.push(...Array.from({ length: 20 }, () => 'busy' as const));
    await expect(done).rejects.toMatchObject({ status: 503 });
    expect(connection.pausesMs).toHaveLength(6);
  });

  it('stops at once when it is told to', async () => {
    const { server, stop, done } = start();
    server.faults.push('hangs');
    stop.abort(new Error('paused'));
    await expect(done).rejects.toThrow('paused');
    expect(server.chunkSizes).toEqual([]);
  });
});
