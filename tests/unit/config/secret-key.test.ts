import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSecretKey } from '@/lib/config/secret-key';

describe('readSecretKey', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'furrow-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('prefers the environment and then writes nothing', () => {
    const key = 'k'.repeat(32);
    expect(readSecretKey({ FURROW_SECRET_KEY: key, FURROW_DATA_DIR: join(folder, 'none') })).toBe(key);
    expect(() => statSync(join(folder, 'none'))).toThrow();
  });

  it('creates one key in the data folder, readable by its owner only, and keeps it', () => {
    const env = { FURROW_DATA_DIR: join(folder, 'data') };
    const key = readSecretKey(env);
    expect(key.length).toBeGreaterThanOrEqual(43);
    expect(readSecretKey(env)).toBe(key);
    const path = join(folder, 'data', 'secret-key');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8').trim()).toBe(key);
  });

  it('refuses a damaged key file instead of replacing it', () => {
    writeFileSync(join(folder, 'secret-key'), 'oops');
    expect(() => readSecretKey({ FURROW_DATA_DIR: folder })).toThrow(/holds no key/);
    expect(readFileSync(join(folder, 'secret-key'), 'utf8')).toBe('oops');
  });
});
