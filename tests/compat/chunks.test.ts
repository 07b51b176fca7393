import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Library, openLibrary } from '@/tests/support/library';

const writes = vi.hoisted(() => ({ blocks: [] as number[] }));

// Only listens: the rows are written as ever.
vi.mock('@/lib/db/sql/copy-upload-rows', async (original) => {
  const actual = await original<typeof import('@/lib/db/sql/copy-upload-rows')>();
  return {
    ...actual,
    copyUploadRows: (
      client: Parameters<typeof actual.copyUploadRows>[0],
      uploadId: string,
      blocks: Parameters<typeof actual.copyUploadRows>[2],
    ) => actual.copyUploadRows(client, uploadId, counted(blocks)),
  };
});

async function* counted<T extends readonly unknown[]>(blocks: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const block of blocks) {
    writes.blocks.push(block.length);
    yield block;
  }
}

let library: Library;

beforeAll(async () => {
  library = await openLibrary();
});

afterAll(() => library.close());

it('chunk_size bounds the rows of every write, and so the memory', async () => {
  const rows = Array.from({ length: 250 }, (_, i) => `${i}\n`).join('');
  const path = library.file('rows.csv', `key\n${rows}`);
  const batch = await library.engine.createBatchJobs(path, { config: { chunkSize: 40 } });
  expect(batch.totalJobs).toBe(250);
  expect(Math.max(...writes.blocks)).toBe(40);
  expect(writes.blocks.reduce((sum, n) => sum + n)).toBe(250);
  writes.blocks = [];
  vi.stubEnv('BATCH_CHUNK_SIZE', '25');
  const other = await library.anotherEngine().createBatchJobs(path);
  vi.unstubAllEnvs();
  expect(other.totalJobs).toBe(250);
  expect(Math.max(...writes.blocks)).toBe(25);
});
