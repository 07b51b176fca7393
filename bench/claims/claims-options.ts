import { readList, readWholeNumber } from '../read-whole-number';

/** Options of `npm run bench -- claims`, as texts. Each list is compared with its first number. */
export const CLAIM_OPTIONS = {
  pending: { type: 'string', default: '10000,1000000' },
  batches: { type: 'string', default: '1,10,100,1000' },
} as const;

export interface ClaimSelection {
  /** Rows of one running batch. */
  readonly pending: readonly number[];
  /** How many batches run, with rows enough for all of them. */
  readonly batches: readonly number[];
}

const FEWEST_ROWS = 10_000;
const MOST_ROWS = 20_000_000;
const MOST_BATCHES = 2000;

/** @returns null when an option is no list of what it may be. */
export function readClaimSelection(
  options: Readonly<Record<keyof typeof CLAIM_OPTIONS, string>>,
): ClaimSelection | null {
  const pending = readList(options.pending, (text) => readWholeNumber(text, FEWEST_ROWS, MOST_ROWS));
  const batches = readList(options.batches, (text) => readWholeNumber(text, 1, MOST_BATCHES));
  return pending && batches ? { pending, batches } : null;
}
