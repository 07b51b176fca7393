import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

export interface DeclarationsOptions {
  readonly root: string;
  readonly outFolder: string;
  readonly entry: string;
}

/** Writes the types that the entry shows, and of the modules behind it only those whose types it needs. */
export function writeDeclarations({ root, outFolder, entry }: DeclarationsOptions): void {
  const program = createProgram(root, join(root, entry));
  const waiting = [join(root, entry)];
  const done = new Set<string>();
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (done.has(path)) continue;
    done.add(path);
    const { text, imports } = declarationOf(program, path);
    const target = join(outFolder, relative(root, path).replace(/\.ts$/, '.d.ts'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    waiting.push(...imports);
  }
}

function createProgram(root: string, entry: string): ts.Program {
  const path = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [entry] }, ts.sys, root);
  return ts.createProgram([entry], {
    ...options,
    noEmit: false,
    incremental: false,
    declaration: true,
    emitDeclarationOnly: true,
    noCheck: true,
    rootDir: root,
    outDir: root,
  });
}

function declarationOf(program: ts.Program, path: string): { text: string; imports: string[] } {
  let emitted = '';
  const source = program.getSourceFile(path);
  if (!source) throw new Error(`${path} is no source of the library`);
  program.emit(source, (_name, text) => (emitted = text), undefined, true);
  const imports: string[] = [];
  // As Node and TypeScript's own Node resolution ask for it: with the ending of the JavaScript beside it.
  const text = emitted.replace(/(from |import\()(['"])(\.\.?\/[^'"]+)\2/g, (_all, before, quote, name) => {
    imports.push(`${resolve(dirname(path), name)}.ts`);
    return `${before}${quote}${name}.js${quote}`;
  });
  return { text: text.replace(/^import (['"])(\.\.?\/[^'"]+)\1;$/gm, ''), imports };
}
