import type { CleanUp } from '../setup/clean-up';
import { startSideProcess } from '../setup/side-process';
import type { RoundMessage } from './serve-rounds';
import type { RunSide } from './side';

/** A side whose script calls `serveRounds`. */
export function startProcessSide(
  cleanUp: CleanUp,
  name: string,
  script: URL,
  args: readonly string[],
): RunSide {
  const side = startSideProcess<number>(cleanUp, script, args);
  const ask = (message: RoundMessage) => side.ask(message);
  return {
    name,
    pid: side.pid,
    prepare: async (request) => {
      await ask({ kind: 'prepare', ...request });
      return () => ask({ kind: 'run' });
    },
  };
}
