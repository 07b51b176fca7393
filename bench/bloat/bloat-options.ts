import { readWholeNumber } from '../read-whole-number';

/** Options of `npm run bench -- bloat`, as texts. */
export const BLOAT_OPTIONS = {
  minutes: { type: 'string', default: '30' },
  lanes: { type: 'string', default: '16' },
  pace: { type: 'string', default: '100' },
} as const;

export interface BloatSelection {
  readonly minutes: number;
  readonly lanes: number;
  /** Rows a second of all lanes together. */
  readonly pace: number;
}

/** @returns null when an option is no number of what it may be. */
export function readBloatSelection(
  options: Readonly<Record<keyof typeof BLOAT_OPTIONS, string>>,
): BloatSelection | null {
  const minutes = readWholeNumber(options.minutes, 2, 600);
  const lanes = readWholeNumber(options.lanes, 1, 100);
  const pace = readWholeNumber(options.pace, 1, 5000);
  return minutes && lanes && pace ? { minutes, lanes, pace } : null;
}
