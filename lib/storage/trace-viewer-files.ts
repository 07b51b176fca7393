import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';

/**
 * The files of Playwright's own trace viewer, as the installed package brings them: name below the viewer's folder,
 * with `/` between its parts -> path on this machine. What is not listed does not exist, so no name leads elsewhere.
 * @throws Error when the package has no viewer
 */
export function findTraceViewerFiles(): ReadonlyMap<string, string> {
  const folder = join(findPackage('playwright', 'playwright-core'), 'lib', 'vite', 'traceViewer');
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path).split(sep).join('/'), path];
    }),
  );
}

/** The folder of the last package, each found from the one before: a bundler must not see which are meant. */
function findPackage(...names: readonly string[]): string {
  const start = import.meta.url;
  return names
    .reduce((from, name) => createRequire(from).resolve(`${name}/package.json`), start)
    .replace(/[^/\\]+$/, '');
}
