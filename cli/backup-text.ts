import type { BackupCounts } from '../lib/services/backup/backup-meta';
import type { Terminal } from './terminal';

const PAUSE_MS = 500;

export function countsText({ database, files, stored }: Readonly<BackupCounts>): string {
  return `${megabytes(database)} of tables, ${files} files (${megabytes(stored)})`;
}

/** Tells how far it is, in one line that is drawn again; nothing where it could not be. */
export function tellProgress(terminal: Terminal): (counts: Readonly<BackupCounts>) => void {
  let told = 0;
  return (counts) => {
    if (!terminal.canRedraw || Date.now() - told < PAUSE_MS) return;
    told = Date.now();
    terminal.redraw(countsText(counts));
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
