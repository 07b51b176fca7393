import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectFolder } from './build';
import { tsxArguments } from './tsx-arguments';

/**
 * Finds a browser for the worker or installs one, in a process of its own. Without one Furrow still starts: the
 * lines printed say what to do.
 */
export async function installBrowser(log: (line: string) => void): Promise<boolean> {
  const script = join(projectFolder, 'worker', 'install-browser-main.ts');
  const child = spawn(process.execPath, [...tsxArguments, script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', log);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  return code === 0;
}
