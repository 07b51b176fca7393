import { describe, expect, it } from 'vitest';
import { outcomeCutAt, readCorpus } from '@/tests/support/csv-corpus';

const SAMPLES = 10;

// Cut at every byte: tests/long/csv-chunk-borders.test.ts.
describe('a file that comes in two pieces gives the same', () => {
  it.each(readCorpus())('$name', async (file) => {
    const whole = await outcomeCutAt(file, 0);
    const last = Math.max(1, file.bytes.length - 1);
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const offset = 1 + Math.floor((sample * last) / SAMPLES);
      expect(await outcomeCutAt(file, offset), `cut at byte ${offset}`).toEqual(whole);
    }
  });
});
