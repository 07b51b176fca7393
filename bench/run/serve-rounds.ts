import type { RoundRequest } from './side';

export type RoundMessage = ({ readonly kind: 'prepare' } & RoundRequest) | { readonly kind: 'run' };

/** Runs the rows it was prepared for. @returns the seconds from the start of the first to the end of the last. */
export type RunRound = () => Promise<number>;

/** The process' end of a side: answers the messages of `startProcessSide` until it is let go. */
export function serveRounds(
  prepare: (request: RoundRequest) => Promise<RunRound>,
  close: () => Promise<unknown>,
): void {
  let run: RunRound = () => Promise.reject(new Error('Nothing was prepared'));
  const answer = async (message: RoundMessage): Promise<number> => {
    if (message.kind === 'run') return run();
    run = await prepare(message);
    return 0;
  };
  process.on('message', (message: RoundMessage) => {
    answer(message).then(
      (measured) => process.send?.({ measured }),
      (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
    );
  });
  process.on('disconnect', () => void close().finally(() => process.exit()));
}

/** Runs every order, so many at once. @returns the seconds it took. */
export async function runAtOnce(
  { orders, concurrency }: Pick<RoundRequest, 'orders' | 'concurrency'>,
  runRow: (orderNo: string) => Promise<void>,
): Promise<number> {
  const startedAtMs = performance.now();
  const waiting = [...orders];
  const work = async () => {
    for (let order = waiting.shift(); order; order = waiting.shift()) await runRow(order);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return (performance.now() - startedAtMs) / 1000;
}
