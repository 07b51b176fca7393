import { watch } from 'node:fs';
import type { ManagedChild } from './managed-child';

const settleMs = 300;

/** Development only: restarts a child when a file below one of the folders changes. */
export function restartOnChanges(child: ManagedChild, folders: readonly string[]): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of folders) {
    const watcher = watch(folder, { recursive: true }, (_event, file) => {
      clearTimeout(timer);
      timer = setTimeout(() => void child.restart(`${file ?? 'a file'} changed: restarting`), settleMs);
    });
    watcher.unref();
  }
}
