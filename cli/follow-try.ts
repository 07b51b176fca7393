import { setTimeout as sleep } from 'node:timers/promises';
import { getTry, type TryView } from '../lib/services/tries/get-try';
import { stopTry } from '../lib/services/tries/stop-try';
import { listenForInterrupt } from './interrupt';
import { printable } from './output';
import type { Session } from './session';
import type { Terminal } from './terminal';
import { createPatience } from './wait-for-batch';

const POLL_MS = 150;

/**
 * Waits for the end of a try and tells each step as it ends. Ctrl-C stops the try; a second one leaves it.
 * @param hasOwnWorker the try runs in this process: nobody else is waited for
 */
export async function followTry(
  terminal: Terminal,
  session: Session,
  tryId: string,
  hasOwnWorker: boolean,
): Promise<TryView> {
  const { context } = session;
  const patience = createPatience(session.workers());
  const interrupt = listenForInterrupt();
  let toldCount = 0;
  let isStopAsked = false;
  try {
    for (;;) {
      const tried = await getTry(context, { tryId });
      const ended = tried.steps.filter((step) => step.durationMs !== null);
      for (const step of ended.slice(toldCount)) terminal.log(stepLine(step));
      toldCount = ended.length;
      const isGoing = tried.state === 'waiting' || tried.state === 'running';
      if (!isGoing || interrupt.level() === 2) return tried;
      if (interrupt.level() === 1 && !isStopAsked) {
        terminal.log('Stopping the try.');
        await stopTry(context, { tryId });
        isStopAsked = true;
      }
      if (!hasOwnWorker) await patience.check();
      await sleep(POLL_MS);
    }
  } finally {
    interrupt.close();
  }
}

function stepLine({ no, state, durationMs, title, message }: TryView['steps'][number]): string {
  const time = `${((durationMs ?? 0) / 1000).toFixed(1)} s`;
  const line = `${String(no).padStart(3)}  ${state.padEnd(7)}  ${time.padStart(6)}  ${printable(title)}`;
  return message === null ? line : `${line}\n${' '.repeat(22)}${printable(message)}`;
}
