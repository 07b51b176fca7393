import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export type SourceFile = { readonly path: string; readonly text: string };

const root = resolve(import.meta.dirname, '../..');
const folders = ['app', 'bench', 'cli', 'examples', 'lib', 'prisma', 'sdk', 'supervisor', 'tests', 'worker'];
const generated = /^lib\/db\/generated\//;

/** All hand-written source files below the given folders (default: all), paths relative to the project. */
export function readSources(within: readonly string[] = folders): SourceFile[] {
  return within
    .flatMap((folder) => listFiles(join(root, folder)))
    .filter((path) => /\.(ts|tsx|mts|mjs|js)$/.test(path))
    .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
    .filter((file) => !generated.test(file.path));
}

export function readProjectFile(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** `path:line` of every line that matches, without comment lines. */
export function findLines(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    file.text
      .split('\n')
      .map((line, index) => ({ line, place: `${file.path}:${index + 1}` }))
      .filter(({ line }) => !/^\s*(\/\/|\*|\/\*)/.test(line) && pattern.test(line))
      .map(({ place }) => place),
  );
}

function listFiles(folder: string): string[] {
  let entries: ReturnType<typeof readEntries>;
  try {
    entries = readEntries(folder);
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function readEntries(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true });
}
