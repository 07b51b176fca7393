import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startS3Server } from '@/tests/support/s3/s3-server';

const run = promisify(execFile);

/** Three parts of 8 MiB are held at once at most, and what the garbage collector leaves for later. */
const LIMIT_MB = 160;

it('a file of 500 MB goes to S3 and back in a memory that does not grow with it', async () => {
  const s3 = await startS3Server();
  const growth: number[] = [];
  for (const megabytes of [100, 500]) {
    const program = ['--max-semi-space-size=16', '--import', 'tsx', 'tests/support/s3/large-file.ts'];
    const env = { ...process.env, ...s3.environment };
    const { stdout } = await run(process.execPath, [...program, String(megabytes)], { env });
    const { growthMb, isSame } = JSON.parse(stdout) as { growthMb: number; isSame: boolean };
    expect(isSame).toBe(true);
    growth.push(growthMb);
    s3.bucket.objects.clear();
  }
  console.log(`memory beyond before: 100 MB ${growth[0]} MB, 500 MB ${growth[1]} MB`);
  await s3.stop();
  for (const growthMb of growth) expect(growthMb).toBeLessThan(LIMIT_MB);
});
