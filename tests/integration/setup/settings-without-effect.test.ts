import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { childEnvironment } from '@/lib/config/env';
import { projectFolder } from '@/supervisor/build';
import { tsxArguments } from '@/supervisor/tsx-arguments';

// A port that is taken, and no database: each program ends right after it has said what it has to say.
const taken = createServer();
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => taken.listen(0, '0.0.0.0', resolve));
  port = (taken.address() as { port: number }).port;
});
afterAll(() => taken.close());

function output(program: string): Promise<string> {
  const env = childEnvironment({
    ...{
      PORT: String(port),
      DATABASE_URL: '',
      S3_BUCKET: 'furrow',
      FURROW_RETENTION_DAYS: '90',
      BATCH_LOG_LEVEL: 'WARNING',
    },
  });
  return new Promise((resolve) => {
    const args = [...tsxArguments, join(projectFolder, program)];
    execFile(process.execPath, args, { env }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}

it.each(['supervisor/start.ts', 'supervisor/web.ts', 'worker/main.ts'])(
  '%s says what has no effect, and nothing else',
  async (program) => {
    const text = await output(program);
    expect(text).toMatch(/S3_\* have no effect: uploads and evidence are kept below FURROW_DATA_DIR/);
    expect(text).not.toMatch(/RETENTION|OIDC|SMTP/);
  },
);
