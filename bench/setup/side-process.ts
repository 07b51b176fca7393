import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tsxArguments } from '../../supervisor/tsx-arguments';
import type { CleanUp } from './clean-up';

type Answer<M> = { readonly measured: M } | { readonly error: string };

export interface SideProcess<M> {
  readonly pid: number;
  /** Sends a message and gives what was measured in answer. */
  ask(message: object): Promise<M>;
}

/** Starts a script that measures one round for each message it gets, until `cleanUp` ends it. */
export function startSideProcess<M>(cleanUp: CleanUp, script: URL, args: readonly string[]): SideProcess<M> {
  const child = fork(script, args, { execArgv: [...tsxArguments] });
  const ended = once(child, 'exit');
  cleanUp.add(async () => {
    if (child.connected) child.disconnect();
    await ended;
  });
  const ask = async (message: object): Promise<M> => {
    child.send(message);
    const answer = await Promise.race([once(child, 'message'), ended.then(() => null)]);
    if (!answer) throw new Error(`The process of ${script.pathname} ended with code ${child.exitCode}`);
    const [reply] = answer as [Answer<M>];
    if ('error' in reply) throw new Error(reply.error);
    return reply.measured;
  };
  return { pid: child.pid ?? 0, ask };
}
