import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileProcessingError, SecurityError } from '@/lib/domain/errors';
import { openLocalFile, unusualExtension } from '@/lib/services/uploads/open-local-file';

let root: string;
let workingDirectory: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'furrow-files-')));
  workingDirectory = join(root, 'work');
  mkdirSync(join(workingDirectory, 'sub'), { recursive: true });
  writeFileSync(join(workingDirectory, 'sub', 'inside.csv'), 'a\n1\n');
  writeFileSync(join(root, 'outside.csv'), 'a\n2\n');
  symlinkSync(join(root, 'outside.csv'), join(workingDirectory, 'link.csv'));
  symlinkSync('/etc/passwd', join(workingDirectory, 'innocent.csv'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function read(path: string, allowPathTraversal: boolean): Promise<string> {
  const file = openLocalFile(path, { allowPathTraversal, workingDirectory });
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function refusal(path: string, allowPathTraversal: boolean): unknown {
  try {
    openLocalFile(path, { allowPathTraversal, workingDirectory });
    return null;
  } catch (error) {
    return error;
  }
}

describe('with traversal', () => {
  it('opens files anywhere, more than once', async () => {
    expect(await read('../outside.csv', true)).toBe('a\n2\n');
    expect(await read(join(root, 'outside.csv'), true)).toBe('a\n2\n');
    expect(openLocalFile('sub/inside.csv', { allowPathTraversal: true, workingDirectory }).filename).toBe(
      'inside.csv',
    );
  });

  it.each(['/etc/passwd', '/etc/nothing-here.csv', '/proc/self/environ', '/root/.ssh/id', 'innocent.csv'])(
    'refuses %s as sensitive, links and missing files too',
    (path) => {
      const error = refusal(path, true);
      expect(error).toBeInstanceOf(SecurityError);
      expect((error as SecurityError).message).toMatch(/Access denied.*sensitive system directory/);
    },
  );
});

describe('without traversal', () => {
  it('opens what lies below the working directory', async () => {
    expect(await read('sub/inside.csv', false)).toBe('a\n1\n');
  });

  it.each(['../outside.csv', 'sub/../../outside.csv', 'link.csv', '/etc/passwd'])('refuses %s', (path) => {
    const error = refusal(path, false);
    expect(error).toBeInstanceOf(SecurityError);
    expect((error as SecurityError).message).toMatch(/Access denied.*Path traversal detected/);
  });
});

it.each([
  ['missing.csv', 'file_not_found', /^CSV file not found: missing\.csv$/],
  ['sub', 'file_unreadable', /is a folder/],
])('says what is wrong with %s', (path, code, message) => {
  const error = refusal(path, true);
  expect(error).toBeInstanceOf(FileProcessingError);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
});

it.each([
  ['rows.csv', null],
  ['ROWS.TXT', null],
  ['rows.tsv', null],
  ['rows.dat', 'rows.dat ends in .dat; it is read as CSV.'],
  ['rows', 'rows has no extension; it is read as CSV.'],
])('of the name %s it says: %s', (filename, expected) => {
  expect(unusualExtension({ filename })).toBe(expected);
});
