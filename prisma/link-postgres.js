// Plain JavaScript: npm runs it on whatever Node it has, and the library packs it as it is.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Completes the embedded PostgreSQL. npm packages cannot hold links, so it ships those of its shared libraries as a
 * list, for an install script that many package managers do not run.
 * @param {string} packageFolder
 * @returns {void}
 */
export function linkPostgresLibraries(packageFolder) {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      // Another process was faster.
      if (error.code !== 'EEXIST') throw error;
    }
  }
}
