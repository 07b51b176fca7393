import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import {
  createLibraryProject,
  documentedPrograms,
  type LibraryProject,
  writeSamples,
} from '@/tests/support/library-project';
import { NO_ANY_PROGRAM, PLAIN_PROGRAM, TYPED_PROGRAM } from '@/tests/support/user-programs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const checkout = mkdtempSync(join(tmpdir(), 'furrow-pack-'));
/** How this machine reaches its registry. */
const NPM = Object.fromEntries(
  Object.entries(process.env).filter(([key]) => /^npm_config_|_proxy$|^SSL_|_CA_/i.test(key)),
) as Record<string, string>;
const INSTALLING = ['install', '--no-audit', '--no-fund', '--prefer-offline'];
let project: LibraryProject;
let packed: string;
let site: PracticeSite;

const environment = () => ({
  FURROW_DATA_DIR: join(project.folder, 'data'),
  FURROW_ALLOW_HOSTS: `127.0.0.1:${site.port}`,
  BATCH_LOG_LEVEL: 'CRITICAL',
});

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
  const [name = ''] = readdirSync(project.folder).filter((file) => file.endsWith('.tgz'));
  packed = join(project.folder, name);
  expect(await project.run('npm', [...INSTALLING, packed], NPM)).toMatchObject({ code: 0 });
  writeSamples(project, site.url);
}, 600_000);

afterAll(async () => {
  project.remove();
  rmSync(checkout, { recursive: true, force: true });
  await site.close();
});

it('installed from the packed file, runs a batch in a plain program with a database of its own', async () => {
  const program = project.file('main.js', PLAIN_PROGRAM);
  const { code, output } = await project.run(process.execPath, [program], environment());
  expect(JSON.parse(output)).toMatchObject({ execution: { executed: 4, completed: 3, failed: 1 } });
  expect(code).toBe(0);
});

describe('docs/library.md, followed in a project that installed the package', () => {
  const examples = documentedPrograms(readFileSync(join(root, 'docs/library.md'), 'utf8'));

  it.each(examples)('says what really happens: $title', async ({ source, prints }) => {
    const program = project.file('example.js', source.replaceAll('http://127.0.0.1:4010', site.url));
    const { code, output } = await project.run(process.execPath, [program], environment());
    expect([code, output]).toEqual([0, expect.stringContaining(prints)]);
  });
});

it('has its types in a project that checks them strictly', async () => {
  const compiler = [...INSTALLING, 'typescript@6.0.3'];
  expect(await project.run('npm', compiler, NPM)).toMatchObject({ code: 0 });
  project.file('typed.ts', TYPED_PROGRAM);
  project.file('no-any.ts', NO_ANY_PROGRAM);
  const tsc = join(project.folder, 'node_modules/typescript/bin/tsc');
  expect(await project.run(process.execPath, [tsc, '-p', '.'])).toEqual({ code: 0, output: '' });
});

describe('the command that comes with the package', () => {
  const furrow = (...args: string[]) => project.run('npx', ['furrow', ...args], environment());

  it('finds what it needs', async () => {
    const { code, output } = await furrow('doctor');
    expect([code, output]).toEqual([0, expect.stringContaining('Everything is there.')]);
  });

  it('runs a file from upload to results', async () => {
    const ran = await furrow(
      ...['run', 'orders.csv', '--automation', 'order-status.yaml', '--output', 'results'],
    );
    expect(ran).toMatchObject({ code: 1 });
    const results = readFileSync(join(project.folder, 'results', 'results.csv'), 'utf8');
    const lines = results.trim().split(/\r?\n/);
    expect(lines.map((line) => line.split(',').slice(0, 2).join())).toEqual([
      'Order no,status',
      ...['BM-1001,completed', 'BM-1002,completed', 'NO-0001,failed', 'BM-1004,completed'],
    ]);
  });
});

it('says where the dashboard is, which it does not hold', async () => {
  const { code, output } = await project.run('npm', ['start', '--prefix', 'node_modules/furrow']);
  expect([code, output]).toEqual([2, expect.stringContaining('start it from a checkout of Furrow')]);
});

it('works where install scripts are blocked, and where packages see only what they ask for', async () => {
  const other = createLibraryProject();
  try {
    const installing = [...INSTALLING, '--ignore-scripts', '--install-strategy=linked', packed];
    expect(await other.run('npm', installing, NPM)).toMatchObject({ code: 0 });
    writeSamples(other, site.url);
    const { output } = await other.run(process.execPath, [other.file('main.js', PLAIN_PROGRAM)], {
      ...environment(),
      FURROW_DATA_DIR: join(other.folder, 'data'),
    });
    expect(JSON.parse(output)).toMatchObject({ execution: { executed: 4, completed: 3, failed: 1 } });
    const { code } = await other.run('npx', ['furrow', 'list'], environment());
    expect(code).toBe(0);
  } finally {
    other.remove();
  }
});
