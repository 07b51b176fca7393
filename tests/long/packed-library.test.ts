import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import {
  createLibraryProject,
  type LibraryProject,
  PLAIN_PROGRAM,
  TYPED_PROGRAM,
  writeSamples,
} from '@/tests/support/library-project';

const root = fileURLToPath(new URL('../..', import.meta.url));
const checkout = mkdtempSync(join(tmpdir(), 'furrow-pack-'));
/** How this machine reaches its registry. */
const NPM = Object.fromEntries(
  Object.entries(process.env).filter(([key]) => /^npm_config_|_proxy$|^SSL_|_CA_/i.test(key)),
) as Record<string, string>;
let project: LibraryProject;
let site: PracticeSite;

// A copy of what git knows: packing builds into the folder that it packs.
beforeAll(async () => {
  site = await startPracticeSite({ port: 0 });
  project = createLibraryProject();
  const listed = await project.run('git', ['-C', root, 'ls-files']);
  for (const file of listed.output.split('\n').filter(Boolean)) {
    cpSync(join(root, file), join(checkout, file), { recursive: true });
  }
  cpSync(join(root, 'node_modules'), join(checkout, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const generating = [join(checkout, 'prisma/generate.mjs')];
  expect(await project.run(process.execPath, generating)).toMatchObject({ code: 0 });
  const packing = ['pack', '--pack-destination', project.folder, '--silent', checkout];
  expect(await project.run('npm', packing)).toEqual({ code: 0, output: expect.stringContaining('.tgz') });
  const [packed = ''] = readdirSync(project.folder).filter((name) => name.endsWith('.tgz'));
  const installing = ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${packed}`];
  expect(await project.run('npm', installing, NPM)).toMatchObject({ code: 0 });
  writeSamples(project, site.url);
}, 600_000);

afterAll(async () => {
  project.remove();
  rmSync(checkout, { recursive: true, force: true });
  await site.close();
});

it('installed from the packed file, runs a batch in a plain program with a database of its own', async () => {
  const program = project.file('main.js', PLAIN_PROGRAM);
  const { code, output } = await project.run(process.execPath, [program], {
    FURROW_DATA_DIR: join(project.folder, 'data'),
    FURROW_ALLOW_HOSTS: `127.0.0.1:${site.port}`,
  });
  expect(JSON.parse(output)).toMatchObject({ execution: { executed: 4, completed: 3, failed: 1 } });
  expect(code).toBe(0);
});

it('has its types in a project that checks them strictly', async () => {
  const installing = [
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    'typescript@6.0.3',
    '@types/node',
  ];
  expect(await project.run('npm', installing, NPM)).toMatchObject({ code: 0 });
  project.file('typed.ts', TYPED_PROGRAM);
  const tsc = join(project.folder, 'node_modules/typescript/bin/tsc');
  expect(await project.run(process.execPath, [tsc, '-p', '.'])).toEqual({ code: 0, output: '' });
});

it('brings the command, which finds what it needs', async () => {
  const { code, output } = await project.run('npx', ['furrow', 'preview', 'orders.csv', '--json']);
  expect([code, JSON.parse(output)]).toMatchObject([0, { row_count: 4, headers: ['Order no'] }]);
});
