import { readFileSync } from 'node:fs';
import { ARIA_ROLES } from '../../lib/automation/aria-roles';

/** Those that need no other first. */
const MODULES = [
  'unsure',
  'texts',
  'visible',
  'roles',
  'names',
  'find',
  'states',
  'pointer',
  'element-states',
  'fields',
  'reads',
  'answers',
] as const;

/** What the page's world of ours calls the function that answers. */
export const ANSWER = 'furrow';

let script: string | undefined;

/** The modules in `page` as one script: small, since every new document reads it anew. */
export function pageScript(): string {
  script ??= compose(
    MODULES.map((name) => readFileSync(new URL(`page/${name}.mjs`, import.meta.url), 'utf8')),
  );
  return script;
}

/** Modules are taken out of their imports and exports: no name stands for two things in them. */
function compose(modules: readonly string[]): string {
  const bodies = modules.map((source) =>
    source
      .replace(/^import .*$/gm, '')
      .replace(/^export /gm, '')
      .replace(/^\s*(\/\*\*.*\*\/|\/\/.*)$/gm, '')
      .replace(/^\s*\/\*\*[\s\S]*?\*\//gm, '')
      .replace(/^\s+/gm, ''),
  );
  // Never a second one beside one that watches over a click.
  return `globalThis.${ANSWER} ??= (() => {\n${bodies.join('\n')}\nreturn createAnswers(${JSON.stringify(ARIA_ROLES)});\n})(); 0`;
}
