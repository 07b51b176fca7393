import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Whether this runs from the sources; in the built library (`dist`) everything is JavaScript. */
export const isFromSources: boolean = import.meta.url.endsWith('.ts');

/** Arguments that make a Node process run our programs, wherever it is started. */
export const tsxArguments: readonly string[] = isFromSources
  ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
  : [];
