import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import {
  createLibraryProject,
  type LibraryProject,
  PLAIN_PROGRAM,
  TYPED_PROGRAM,
} from '@/tests/support/library-project';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let project: LibraryProject;
let database: TestDatabase;
let site: PracticeSite;

// The library as it is packed, beside the packages it needs; `npm run test:long` installs the packed file itself.
beforeAll(async () => {
  database = await createTestDatabase();
  site = await startPracticeSite({ port: 0 });
  project = createLibraryProject();
  const installed = join(project.folder, 'node_modules', 'furrow');
  mkdirSync(installed, { recursive: true });
  cpSync(join(root, 'package.json'), join(installed, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
  symlinkSync(join(root, 'node_modules', '@types'), join(project.folder, 'node_modules', '@types'));
  // tsx by its path: the project has none, and nothing but this build needs it.
  const tsx = join(root, 'node_modules/tsx/dist/esm/index.mjs');
  const build = ['--import', tsx, join(root, 'sdk/build/build.ts'), join(installed, 'dist')];
  const built = await project.run(process.execPath, build);
  expect(built).toEqual({ code: 0, output: '' });
}, 120_000);

afterAll(async () => {
  project.remove();
  await site.close();
  await database.drop();
});

it('is usable from plain JavaScript, and its process ends by itself', { timeout: 120_000 }, async () => {
  const source = await readFile(join(root, 'examples/automations/order-status.yaml'), 'utf8');
  project.file('order-status.yaml', source.replaceAll('http://127.0.0.1:4010', site.url));
  project.file('orders.csv', 'Order no\nBM-1001\nBM-1002\nNO-0001\nBM-1004\n');
  const program = project.file('main.js', PLAIN_PROGRAM);
  const { code, output } = await project.run(process.execPath, [program], {
    DATABASE_URL: database.url,
    FURROW_DATA_DIR: join(project.folder, 'data'),
    FURROW_ALLOW_HOSTS: `127.0.0.1:${site.port}`,
  });
  expect(output).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(output)).toMatchObject({
    execution: { executed: 4, completed: 3, failed: 1 },
    told: [
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ],
    statuses: ['completed', 'completed', 'failed', 'completed'],
  });
  expect(code).toBe(0);
});

it('has its types, without any of ours that it does not show', { timeout: 120_000 }, async () => {
  project.file('typed.ts', TYPED_PROGRAM);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  expect(await project.run(process.execPath, [tsc, '-p', '.'])).toEqual({ code: 0, output: '' });
});
