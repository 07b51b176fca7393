import { readdirSync, readFileSync } from 'node:fs';
import type { ReadOptions } from '@/lib/csv/read-settings';
import { outcomeOf } from '@/tests/unit/csv/csv-source';

const folder = new URL('../fixtures/csv/', import.meta.url);

export interface CorpusFile<Expected = unknown> {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expected: Expected;
  /** How the file is to be read. */
  readonly options: ReadOptions;
}

/** The nasty files of tests/fixtures/csv, each with what it must give. */
export function readCorpus<Expected extends { options?: ReadOptions }>(): CorpusFile<Expected>[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .map((file) => {
      const name = file.replace(/\.csv$/, '');
      const text = readFileSync(new URL(`${name}.expected.json`, folder), 'utf8');
      const expected: Expected = JSON.parse(text);
      const bytes = new Uint8Array(readFileSync(new URL(file, folder)));
      return { name, bytes, expected, options: expected.options ?? {} };
    });
}

/** What a file gives when its bytes come in two pieces. */
export function outcomeCutAt({ bytes, options }: CorpusFile, offset: number): Promise<unknown> {
  const open = async function* () {
    yield bytes.subarray(0, offset);
    yield bytes.subarray(offset);
  };
  return outcomeOf(open, options);
}
