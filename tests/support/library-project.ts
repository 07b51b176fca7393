import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** A project of somebody else, in a folder of its own, that uses the library as a package. */
export interface LibraryProject {
  readonly folder: string;
  file(name: string, content: string): string;
  /** Runs a program of the project, in its folder and without anything of the tests' environment. */
  run(
    command: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<{ readonly code: number | null; readonly output: string }>;
  remove(): void;
}

export function createLibraryProject(): LibraryProject {
  const folder = mkdtempSync(join(tmpdir(), 'furrow-project-'));
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  file('package.json', JSON.stringify({ name: 'project', private: true, type: 'module' }));
  const compilerOptions = {
    ...{ module: 'nodenext', target: 'es2022', strict: true, exactOptionalPropertyTypes: true },
    ...{ noEmit: true, types: [], skipLibCheck: false },
  };
  file('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  return {
    folder,
    file,
    run: async (command, args, env = {}) => {
      const child = spawn(command, args, {
        cwd: folder,
        env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: process.env.HOME, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ended = once(child, 'close');
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      const [code] = (await ended) as [number | null];
      return { code, output: `${out}${err}` };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What the programs work on: four orders, the third of which does not exist, and the sample automation. */
export function writeSamples(project: LibraryProject, siteUrl: string): void {
  const sample = fileURLToPath(new URL('../../examples/automations/order-status.yaml', import.meta.url));
  const source = readFileSync(sample, 'utf8').replaceAll('http://127.0.0.1:4010', siteUrl);
  project.file('order-status.yaml', source);
  project.file('orders.csv', 'Order no\nBM-1001\nBM-1002\nNO-0001\nBM-1004\n');
}

export interface DocumentedProgram {
  /** The heading that it stands below. */
  readonly title: string;
  readonly source: string;
  /** What stands behind `// -> ` at the ends of its lines, in order. */
  readonly prints: string;
}

/** The JavaScript examples of a document. */
export function documentedPrograms(markdown: string): DocumentedProgram[] {
  return markdown.split(/^## /m).flatMap((section) => {
    const title = section.split('\n', 1)[0] ?? '';
    return [...section.matchAll(/^```js\n(.*?)^```$/gms)].map(([, source = '']) => ({
      ...{ title, source },
      prints: [...source.matchAll(/ \/\/ -> (.*)$/gm)].map(([, text]) => `${text}\n`).join(''),
    }));
  });
}
