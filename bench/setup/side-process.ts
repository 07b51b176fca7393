import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tsxArguments } from '../../supervisor/tsx-arguments';
import type { CleanUp } from './clean-up';

type Answer<M> = { readonly measured: M } | { readonly error: string };

/** Starts a script that measures one round for each message it gets. @returns what asks for a round. */
export function startSideProcess<M>(
  cleanUp: CleanUp,
  script: URL,
  args: readonly string[],
): () => Promise<M> {
  const child = fork(script, args, { execArgv: [...tsxArguments] });
  const ended = once(child, 'exit');
  cleanUp.add(async () => {
    if (child.connected) child.disconnect();
    await ended;
  });
  return async () => {
    child.send('round');
    const answer = await Promise.race([once(child, 'message'), ended.then(() => null)]);
    if (!answer) throw new Error(`The process of ${script.pathname} ended with code ${child.exitCode}`);
    const [message] = answer as [Answer<M>];
    if ('error' in message) throw new Error(message.error);
    return message.measured;
  };
}
