import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import {
  createLibraryProject,
  documentedPrograms,
  type LibraryProject,
  writeSamples,
} from '@/tests/support/library-project';
import { NO_ANY_PROGRAM, PLAIN_PROGRAM, TYPED_PROGRAM } from '@/tests/support/user-programs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let project: LibraryProject;
let database: TestDatabase;
let site: PracticeSite;

const environment = () => ({
  DATABASE_URL: database.url,
  FURROW_DATA_DIR: join(project.folder, 'data'),
  FURROW_ALLOW_HOSTS: `127.0.0.1:${site.port}`,
});

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
  writeSamples(project, site.url);
}, 120_000);

afterAll(async () => {
  project.remove();
  await site.close();
  await database.drop();
});

it('is usable from plain JavaScript, and its process ends by itself', { timeout: 120_000 }, async () => {
  const program = project.file('main.js', PLAIN_PROGRAM);
  const { code, output } = await project.run(process.execPath, [program], environment());
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

describe('docs/library.md', () => {
  const examples = documentedPrograms(readFileSync(join(root, 'docs/library.md'), 'utf8'));

  it('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(5));

  it.each(examples)('says what really happens: $title', { timeout: 120_000 }, async ({ source, prints }) => {
    const program = project.file('example.js', source.replaceAll('http://127.0.0.1:4010', site.url));
    const { code, output } = await project.run(process.execPath, [program], {
      ...environment(),
      BATCH_LOG_LEVEL: 'CRITICAL',
    });
    expect([code, output]).toEqual([0, expect.stringContaining(prints)]);
  });
});

it('has its types, which need no source of ours and hold no any', { timeout: 120_000 }, async () => {
  project.file('typed.ts', TYPED_PROGRAM);
  project.file('no-any.ts', NO_ANY_PROGRAM);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  expect(await project.run(process.execPath, [tsc, '-p', '.'])).toEqual({ code: 0, output: '' });
});
