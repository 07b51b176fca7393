import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { FileProcessingError, parseCsv, SecurityError } from '@/sdk/index';

const root = process.cwd();
let folder: string;
let work: string;

beforeAll(() => {
  vi.stubEnv('BATCH_LOG_LEVEL', 'CRITICAL');
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'furrow-paths-')));
  work = join(folder, 'work');
  mkdirSync(work);
  for (const path of [join(folder, 'outside.csv'), join(work, 'inside.csv')]) writeFileSync(path, 'a\n1\n');
  symlinkSync(join(folder, 'outside.csv'), join(work, 'link.csv'));
  symlinkSync('/etc/hostname', join(work, 'innocent.csv'));
});

afterEach(() => process.chdir(root));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function refusal(path: string, allowPathTraversal: boolean): Promise<unknown> {
  return parseCsv(path, { allowPathTraversal }).catch((error: unknown) => error);
}

it('a path outside the working directory carries both texts, a link that leads there too', async () => {
  process.chdir(work);
  for (const path of ['../outside.csv', join(folder, 'outside.csv'), 'link.csv', '/etc/hostname']) {
    const error = await refusal(path, false);
    expect.soft(error, path).toBeInstanceOf(SecurityError);
    expect.soft((error as Error).message, path).toMatch(/Access denied.*Path traversal detected/);
  }
  expect((await parseCsv('inside.csv', { allowPathTraversal: false })).rows).toHaveLength(1);
  expect((await parseCsv('link.csv')).rows).toHaveLength(1);
});

const SYSTEM = ['/etc', '/usr', '/bin', '/sbin', '/proc', '/sys', '/dev', '/boot', '/root/.ssh'];
const HOME = ['.ssh', '.aws', '.gnupg'].map((name) => join(homedir(), name));
const OTHERS = process.platform === 'win32' ? ['C:\\Windows', 'C:\\Program Files'] : [...SYSTEM, '/System'];

it('a sensitive directory is refused whatever the option says, also through a link', async () => {
  const paths = [...OTHERS, ...HOME, '/Library/Preferences'].map((directory) => join(directory, 'a.csv'));
  for (const path of [...paths, join(work, 'innocent.csv'), `${work}/../../../etc/passwd`]) {
    const error = await refusal(path, true);
    expect.soft(error, path).toBeInstanceOf(SecurityError);
    expect.soft((error as Error).message, path).toMatch(/Access denied.*sensitive system directory/);
  }
});

it('a sensitive directory is allowed to a program that works in it', async () => {
  process.chdir('/etc');
  const error = await refusal('furrow-is-not-there.csv', false);
  expect(error).toBeInstanceOf(FileProcessingError);
  expect((error as Error).message).toContain('CSV file not found');
});

/** What a program of its own prints and logs that reads this file. */
function readBy(path: string, level: string) {
  const program = fileURLToPath(new URL('../support/reading-program.ts', import.meta.url));
  return spawnSync(process.execPath, ['--import', 'tsx', program, path], {
    env: { NODE_ENV: 'test', PATH: process.env.PATH, HOME: process.env.HOME, BATCH_LOG_LEVEL: level },
    encoding: 'utf8',
  });
}

it('an odd extension only warns', () => {
  for (const name of ['rows.txt', 'rows.tsv', 'rows.dat']) writeFileSync(join(work, name), 'a\tb\n1\t2\n');
  for (const name of ['rows.txt', 'rows.tsv']) {
    expect(readBy(join(work, name), 'INFO')).toMatchObject({ stdout: 'a b\n', stderr: '' });
  }
  const { stdout, stderr } = readBy(join(work, 'rows.dat'), 'INFO');
  expect(stdout).toBe('a b\n');
  expect(JSON.parse(stderr)).toMatchObject({ level: 40, msg: expect.stringContaining('.dat') });
});

it('a denial is logged at ERROR, and no log line is lower than the level', () => {
  const { stdout, stderr } = readBy('/etc/hostname', 'error');
  expect(stdout).toBe('SecurityError\n');
  const line = JSON.parse(stderr) as Record<string, unknown>;
  expect(line).toMatchObject({ level: 50, code: 'access_denied', path: '/etc/hostname' });
  expect(line.msg).toContain('Access denied');
  expect(readBy('/etc/hostname', 'Critical')).toMatchObject({ stdout: 'SecurityError\n', stderr: '' });
});
