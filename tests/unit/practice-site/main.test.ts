import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const main = fileURLToPath(new URL('../../../examples/practice-site/main.ts', import.meta.url));

function startMain(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'it says its address and stops on %s while a request hangs',
  async (signal) => {
    const child = startMain('--port', '0');
    const [line] = await once(child.stdout, 'data');
    const url = /http:\S+/.exec(String(line))?.[0] ?? '';
    const hanging = fetch(`${url}/faults/hang`).catch(() => 'connection lost');
    // Answered on a second connection, so the first has been accepted as well.
    expect((await fetch(url)).status).toBe(200);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await hanging).toBe('connection lost');
  },
  20_000,
);

test('a port that is none is refused with what is wrong', async () => {
  const child = startMain('--port', 'x');
  const [text] = await once(child.stderr, 'data');
  expect(String(text)).toContain('--port must be a number from 0 to 65535, not x');
  expect(await once(child, 'exit')).toEqual([2, null]);
}, 20_000);
