import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./library-program.ts', import.meta.url));

/**
 * Starts tests/support/library-program.ts and kills it (SIGKILL) after it has printed a line.
 * @param isTime asked again and again once the line was seen
 * @returns the id of the batch it made
 */
export async function killProgram(
  args: readonly string[],
  line: string,
  isTime: (batchId: string) => Promise<unknown> = async () => undefined,
): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let batchId = '';
  for await (const printed of createInterface({ input: child.stdout })) {
    if (printed.startsWith('batch ')) batchId = printed.slice(6);
    if (printed === line) break;
  }
  await isTime(batchId);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return batchId;
}
