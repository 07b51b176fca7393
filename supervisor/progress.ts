import { prettyLine } from '../lib/log/pretty-line';

const stillWorkingEveryMs = 10_000;

/** Prints what goes on, one line each, so that no long step looks like a stopped program. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs a step and says how long it took; a long one says every 10 s that it goes on. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(1);
  const timer = setInterval(() => print(`  ${title}: still working (${seconds()} s)`), stillWorkingEveryMs);
  try {
    const result = await work();
    print(`  ${title}: done in ${seconds()} s`);
    return result;
  } catch (error) {
    print(`  ${title}: failed after ${seconds()} s`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** A log for one child: its name in front of each line. What it logs as JSON is put into words where somebody looks on. */
export function prefixed(name: string): (line: string) => void {
  return (line) => {
    for (const one of readable(line)) print(`${name.padEnd(8)} | ${one}`);
  };
}

function readable(line: string): string[] {
  return process.stdout.isTTY && line.startsWith('{"level":') ? prettyLine(line).split('\n') : [line];
}
