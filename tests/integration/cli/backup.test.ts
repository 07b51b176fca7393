import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import type { Context } from '@/lib/services/context';
import { agedBatch } from '@/tests/support/aged-batch';
import { furrow } from './furrow-process';
import { createInstallation } from './installation';

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

it('furrow restore says what of the backup is so old that it is deleted', async () => {
  const installation = await createInstallation();
  onTestFinished(() => installation.close());
  const { db, env } = installation;
  for (const days of [29, 31]) await agedBatch({ db } as Context, { days });
  const file = join(installation.folder, 'whole.tar.gz');
  expect(await installation.run('backup', '-o', file)).toMatchObject({ code: 0 });
  const restored = await furrow(['restore', file, '--force'], {
    env: { ...env, FURROW_RETENTION_DAYS: '30' },
  });
  expect(restored).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(
      'FURROW_RETENTION_DAYS: 1 batch is older and is deleted when a worker starts.',
    ),
  });
  expect(await db.prisma.batch.count()).toBe(2);
});
