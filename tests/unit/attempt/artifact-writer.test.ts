import { expect, it } from 'vitest';
import type { Claim, LaneHold } from '@/lib/domain/lane';
import type { ArtifactStore } from '@/lib/storage/artifact-store';
import { StorageError } from '@/lib/storage/storage-error';
import { createArtifactWriter } from '@/worker/attempt/artifact-writer';
import { createEvidenceStore } from '@/worker/attempt/evidence-store';

const HOLD: LaneHold = { batchId: 'batch', laneNo: 0, epoch: 1n, workerId: 'worker' };
const CLAIM = { rowIndex: 0, attemptNo: 1 } as Claim;
const PICTURE = {
  ...{ type: 'screenshot', name: 'end', contentType: 'image/png', extension: 'png' },
  data: Buffer.from('picture'),
};
/** As much as a step that is over leaves: the limit is then 100 ms. */
const SPENT_MS = -400;

const silent: ArtifactStore['put'] = (_key, _data, signal) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

/** A writer over a store that takes nothing until `mend` is called. */
function writerWith(put: ArtifactStore['put'], times: { restMs: number; tellingMs: number }) {
  let asked = 0;
  let current = put;
  const store = createEvidenceStore(
    {
      put: (...args) => {
        asked += 1;
        return current(...args);
      },
    },
    times,
  );
  const ending = new AbortController();
  return {
    ...createArtifactWriter(store, HOLD, CLAIM, ending.signal),
    asked: () => asked,
    mend: () => {
      current = async () => ({ size: 7, sha256: '' });
    },
    end: () => ending.abort(),
  };
}

it('waits for a silent store within what is left of the step, and spares the files after it the wait', async () => {
  const writer = writerWith(silent, { restMs: 10_000, tellingMs: 100 });
  expect(await writer.write(PICTURE, SPENT_MS)).toBeNull();
  writer.mend();
  expect(await writer.write(PICTURE)).toBeNull();
  expect(await writer.write({ ...PICTURE, data: { path: '/nowhere' } })).toBeNull();
  expect(writer.asked()).toBe(1);
  const words = 'The screenshot "end" could not be stored: the file storage does not answer in time.';
  expect(writer.problems).toEqual([words, words, words]);
  expect(writer.records).toEqual([]);
});

it.each([
  ['after its rest', { restMs: 0, tellingMs: 100 }],
  ['at once when the limit was that of a short step', { restMs: 10_000, tellingMs: 1000 }],
])('asks the store again %s', async (_when, times) => {
  const writer = writerWith(silent, times);
  await writer.write(PICTURE, SPENT_MS);
  writer.mend();
  expect(await writer.write(PICTURE)).toMatchObject({ size: 7, name: 'end' });
});

it('goes on asking a store that fails at once, and says why when that tells nothing of the row', async () => {
  const refusing = writerWith(
    async () => {
      throw new StorageError('unreachable', 'The file storage does not answer (ECONNREFUSED)', null);
    },
    { restMs: 10_000, tellingMs: 0 },
  );
  await refusing.write(PICTURE);
  refusing.mend();
  expect(await refusing.write(PICTURE)).not.toBeNull();
  expect(refusing.problems).toEqual([
    'The screenshot "end" could not be stored: the file storage does not answer (ECONNREFUSED).',
  ]);
  const full = writerWith(
    async () => {
      throw new Error('ENOSPC: no space left, write /data/secret');
    },
    { restMs: 10_000, tellingMs: 0 },
  );
  await full.write(PICTURE);
  expect(full.problems).toEqual(['The screenshot "end" could not be stored.']);
});

it('lets go of a silent store when the row is ended', async () => {
  const writer = writerWith(silent, { restMs: 10_000, tellingMs: 0 });
  const written = writer.write(PICTURE);
  writer.end();
  expect(await written).toBeNull();
});
