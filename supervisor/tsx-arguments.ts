import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Arguments that make a Node process run TypeScript, wherever it is started. */
export const tsxArguments: readonly string[] = [
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
];
