import { join } from 'node:path';
import { childEnvironment } from '../lib/config/env';
import { projectFolder } from './build';
import { forwardLines, spawnNode, waitForExit } from './spawn-node';
import { tsxArguments } from './tsx-arguments';

/**
 * Finds a browser for the worker or installs one, in a process of its own. Without one Furrow still starts: the
 * lines printed say what to do.
 */
export async function installBrowser(log: (line: string) => void, signal?: AbortSignal): Promise<boolean> {
  const script = join(projectFolder, 'worker', 'install-browser-main.ts');
  const child = spawnNode([...tsxArguments, script], {
    env: childEnvironment(),
    ...(signal ? { signal } : {}),
  });
  forwardLines(child, log);
  return (await waitForExit(child)) === 0;
}
