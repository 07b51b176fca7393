import { readList, readWholeNumber } from '../read-whole-number';

/** Options of `npm run bench -- dashboard`, as texts. */
export const DASHBOARD_OPTIONS = {
  sizes: { type: 'string', default: '1000,100000,1000000' },
  viewers: { type: 'string', default: '1,20' },
} as const;

export interface DashboardSelection {
  /** Rows of the batches, ascending; ratios are taken against the first. */
  readonly sizes: readonly number[];
  readonly viewers: readonly number[];
}

/** @returns null when an option is no list of what it may be. */
export function readDashboardSelection(
  options: Readonly<Record<keyof typeof DASHBOARD_OPTIONS, string>>,
): DashboardSelection | null {
  const sizes = readList(options.sizes, (text) => readWholeNumber(text, 1000, 10_000_000));
  const viewers = readList(options.viewers, (text) => readWholeNumber(text, 1, 200));
  return sizes && viewers ? { sizes: [...sizes].sort((a, b) => a - b), viewers } : null;
}
