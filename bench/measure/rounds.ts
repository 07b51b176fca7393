/** One side of a comparison: measures one round of itself. */
export interface Side<M> {
  readonly name: string;
  readonly run: (round: number) => Promise<M>;
}

/**
 * Runs all sides `count` times, one after the other, in turn forwards and backwards, so that neither a slow minute nor
 * a place in the order favours one. @returns the measurements of each side by name, one a round.
 */
export async function runRounds<M>(
  sides: readonly Side<M>[],
  count: number,
  onRound: (line: string) => void,
): Promise<Map<string, M[]>> {
  const found = new Map<string, M[]>(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round += 1) {
    onRound(`round ${round + 1} of ${count}`);
    for (const side of round % 2 === 0 ? sides : sides.toReversed())
      found.get(side.name)?.push(await side.run(round));
  }
  return found;
}
