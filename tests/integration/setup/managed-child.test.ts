import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type ManagedChild, startChild } from '@/supervisor/managed-child';
import { tsxArguments } from '@/supervisor/tsx-arguments';

const program = fileURLToPath(new URL('child-program.mjs', import.meta.url));
let child: ManagedChild | null = null;
let lines: string[] = [];

afterEach(async () => {
  await child?.stop();
  child = null;
  lines = [];
});

function start(behaviour: string, stopWithinMs = 5000): ManagedChild {
  const log = (line: string) => void lines.push(line);
  child = startChild({ name: 'child', args: [program, behaviour], env: process.env, stopWithinMs, log });
  return child;
}

async function waitFor<T>(what: string, look: () => T | undefined | false): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const seen = look();
    if (seen) return seen;
    await sleep(50);
  }
  throw new Error(`not seen within 10 s: ${what}; heard: ${lines.join(' / ')}`);
}

function pidsOf(kind: string): number[] {
  return lines.filter((line) => line.startsWith(`${kind} `)).map((line) => Number(line.split(' ')[1]));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('startChild', () => {
  it('starts a child that ends again, later each time, and says why it ended', async () => {
    start('die');
    await waitFor('three starts', () => pidsOf('pid').length >= 3);
    const reasons = lines.filter((line) => line.includes('started again'));
    expect(reasons.slice(0, 2)).toEqual([
      'ended with exit code 7; it is started again in 1 s',
      'ended with exit code 7; it is started again in 2 s',
    ]);
  });

  it('names the signal that ended a child', async () => {
    start('stay');
    const pid = await waitFor('a start', () => pidsOf('pid')[0]);
    process.kill(pid, 'SIGKILL');
    await waitFor('the reason', () => lines.includes('was ended by SIGKILL; it is started again in 1 s'));
    await waitFor('a second start', () => pidsOf('pid')[1]);
  });

  it('stops a child for good, even one that ignores SIGTERM', async () => {
    const stubborn = start('stubborn', 300);
    const pid = await waitFor('a start', () => pidsOf('pid')[0]);
    await stubborn.stop();
    expect(lines).toContain('ignored');
    expect(isAlive(pid)).toBe(false);
    expect(lines.some((line) => line.includes('started again'))).toBe(false);
  });

  it('leaves no process of a child that is killed', async () => {
    start('with-helper');
    const helper = await waitFor('a helper', () => pidsOf('helper')[0]);
    process.kill(pidsOf('pid')[0] ?? 0, 'SIGKILL');
    await waitFor('the end of the helper', () => !isAlive(helper));
  });

  it('restarts without waiting when it was asked to', async () => {
    const asked = start('stay');
    const first = await waitFor('a start', () => pidsOf('pid')[0]);
    await asked.restart('sources changed');
    expect(isAlive(first)).toBe(false);
    await waitFor('a second start', () => pidsOf('pid')[1]);
    expect(lines).toContain('sources changed');
  });
});

describe('a supervisor that is killed with kill -9', () => {
  it('leaves no child', async () => {
    const supervisor = fork(fileURLToPath(new URL('hold-child.ts', import.meta.url)), [], {
      execArgv: [...tsxArguments],
    });
    const [line] = (await once(supervisor, 'message')) as [string];
    const pid = Number(line.split(' ')[1]);
    expect(isAlive(pid)).toBe(true);
    supervisor.kill('SIGKILL');
    await waitFor('the end of the child', () => !isAlive(pid));
  });
});
