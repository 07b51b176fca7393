import { describe, expect, it } from 'vitest';
import { outcomeCutAt, readCorpus } from '@/tests/support/csv-corpus';

describe('a file that is cut in two at any byte gives the same', () => {
  it.each(readCorpus())('$name', async (file) => {
    const whole = await outcomeCutAt(file, 0);
    for (let offset = 1; offset < file.bytes.length; offset += 1) {
      expect(await outcomeCutAt(file, offset), `cut at byte ${offset}`).toEqual(whole);
    }
  });
});
