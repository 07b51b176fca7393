import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linkPostgresLibraries } from '@/prisma/link-postgres.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'furrow-postgres-'));
  mkdirSync(join(folder, 'native', 'lib'), { recursive: true });
  writeFileSync(join(folder, 'native', 'lib', 'libpq.so.5.18'), 'library');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('adds the links that are missing, and may be asked again', () => {
  const links = ['libpq.so', 'libpq.so.5'];
  const list = links.map((name) => ({ source: 'native/lib/libpq.so.5.18', target: `native/lib/${name}` }));
  writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(list));
  for (const _ of ['first', 'second']) {
    linkPostgresLibraries(folder);
    const read = links.map((name) => readFileSync(join(folder, 'native', 'lib', name), 'utf8'));
    expect(read).toEqual(['library', 'library']);
  }
});

it('has nothing to do for a system whose libraries need no links', () => {
  expect(() => linkPostgresLibraries(folder)).not.toThrow();
});
