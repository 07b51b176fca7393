import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { furrow } from './furrow-process';

const folder = mkdtempSync(join(tmpdir(), 'furrow-backup-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('furrow backup overwrites nothing, and leaves nothing behind where it fails', async () => {
  const env = {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:5719/none',
    FURROW_DATA_DIR: join(folder, 'data'),
  };
  const kept = join(folder, 'kept.tar.gz');
  writeFileSync(kept, 'mine');
  const [refused, failed] = await Promise.all([
    furrow(['backup', '-o', kept, '--json'], { env }),
    furrow(['backup', '-o', join(folder, 'new.tar.gz'), '--json'], { env }),
  ]);
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.json()).toMatchObject({ error: { code: 'backup_file' } });
  expect(readFileSync(kept, 'utf8')).toBe('mine');
  expect(failed).toMatchObject({ code: 3 });
  expect(readdirSync(folder).filter((name) => name.includes('.tar'))).toEqual(['kept.tar.gz']);
});
