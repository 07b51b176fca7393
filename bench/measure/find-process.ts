import { readFileSync } from 'node:fs';
import { treePids } from './process-cost';

/** The process below another one whose command line has this text. */
export function findProcess(rootPid: number, text: string): number {
  const pid = treePids(rootPid).find((candidate) => commandOf(candidate).includes(text));
  if (pid === undefined) throw new Error(`No process with "${text}" was found below process ${rootPid}`);
  return pid;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
