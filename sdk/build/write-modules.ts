import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

export interface ModulesOptions {
  readonly root: string;
  readonly outFolder: string;
  readonly entries: readonly string[];
}

const COMMON = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  packages: 'external',
} as const;

/** Compiles every module that the entries need, each into a file of its own. */
export async function writeModules({ root, outFolder, entries }: ModulesOptions): Promise<void> {
  const found = await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: [...entries],
    outdir: outFolder,
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: Object.keys(found.metafile.inputs),
    outdir: outFolder,
    outbase: root,
    plugins: [keepImports],
    logLevel: 'error',
  });
}

/** Leaves imports between our own modules as they are, with the ending that Node asks for. */
const keepImports: Plugin = {
  name: 'keep-imports',
  setup(compiler) {
    compiler.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      if (kind === 'entry-point') return undefined;
      return { path: withEnding(path, resolveDir), external: true };
    });
  },
};

function withEnding(path: string, folder: string): string {
  if (['.mjs', '.js', '.json'].includes(extname(path))) return path;
  if (existsSync(`${resolve(folder, path)}.ts`)) return `${path}.js`;
  if (existsSync(join(resolve(folder, path), 'index.ts'))) return `${path}/index.js`;
  throw new Error(`${path}, imported from ${folder}, is no module of ours`);
}
