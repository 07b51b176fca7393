import { describe, expect, it } from 'vitest';
import { examineFile, tooManyFiles } from '@/app/_batches/upload/examine-file';
import { fingerprintOf, matchFile } from '@/app/_batches/upload/file-fingerprint';
import { mismatchWords } from '@/app/_batches/upload/mismatch-words';

const file = (content: BlobPart, name = 'orders.csv', lastModified = 1000) =>
  new File([content], name, { lastModified });

describe('examineFile', () => {
  it('lets tables pass, whatever their name and encoding', async () => {
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...[...'a;b\n1;2\n'.repeat(50)].flatMap((c) => [c.charCodeAt(0), 0]),
    ]);
    for (const table of [
      file('a,b\n1,2\n'),
      file('a\tb\n', 'odd.dat'),
      file('\u00e9;\u00fc\n1;2'),
      file(utf16),
    ]) {
      expect(await examineFile(table, 1)).toBeNull();
    }
  });

  it.each([
    [
      'a workbook',
      file(`PK\x03\x04${'\0'.repeat(30)}xl/workbook.xml`, 'orders.xlsx'),
      /orders\.xlsx is an Excel workbook.*CSV UTF-8/,
    ],
    ['an empty file', file(''), 'orders.csv is empty.'],
    ['too large a file', file('a,b\n'.repeat(300_000)), /1\.1 MB; the limit is 1\.0 MB/],
  ])('says what is wrong with %s before anything is sent', async (_name, wrong, words) => {
    expect(await examineFile(wrong, 1)).toMatch(words);
  });

  it('says that several files are too many', () => {
    expect(tooManyFiles(['a.csv'])).toBeNull();
    expect(tooManyFiles(['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv'])).toContain(
      '5 files at once (a.csv, b.csv, c.csv and 2 more)',
    );
  });
});

describe('a file chosen again', () => {
  const CONTENT = 'order,name\n'.repeat(10_000);
  const match = async (again: File, name = 'orders.csv') => {
    const upload = { filename: name, size: CONTENT.length, fingerprint: await fingerprintOf(file(CONTENT)) };
    const known = { name: again.name, size: again.size, fingerprint: await fingerprintOf(again) };
    return matchFile(known, upload);
  };

  it('is the same when name, size, time and beginning are', async () => {
    expect(await match(file(CONTENT))).toBe('same');
  });

  it.each([
    ['another name', file(CONTENT, 'other.csv'), 'other_name'],
    ['another beginning', file(CONTENT.replace('name', 'nome')), 'other_content'],
    ['more rows', file(`${CONTENT}x,y\n`), 'other_size'],
    ['a later time', file(CONTENT, 'orders.csv', 2000), 'changed_since'],
  ] as const)('is refused with %s, in words', async (_name, again, expected) => {
    const found = await match(again);
    expect(found).toBe(expected);
    if (found === 'same') throw new Error('never');
    const words = mismatchWords(found, again, { filename: 'orders.csv', size: CONTENT.length });
    expect(words).toContain('orders.csv');
  });

  it('is not the same when nothing is known of the first one', () => {
    const known = { name: 'orders.csv', size: 10, fingerprint: '1000.abc' };
    expect(matchFile(known, { filename: 'orders.csv', size: 10, fingerprint: null })).toBe('other_content');
  });

  it('has a fingerprint that tells beginnings apart', async () => {
    const prints = new Set<string>();
    for (let i = 0; i < 500; i += 1) prints.add(await fingerprintOf(file(`${CONTENT.slice(0, 1000)}${i}`)));
    expect(prints.size).toBe(500);
  });
});
