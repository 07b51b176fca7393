import { readList, readWholeNumber } from '../read-whole-number';

/** What can be measured by itself: answers, how live a page is, how it feels, how many of them feel. */
export const PARTS = ['requests', 'live', 'page', 'tabs'] as const;
export type DashboardPart = (typeof PARTS)[number];

/** Options of `npm run bench -- dashboard`, as texts. */
export const DASHBOARD_OPTIONS = {
  sizes: { type: 'string', default: '1000,100000,1000000' },
  viewers: { type: 'string', default: '1,20' },
  parts: { type: 'string', default: PARTS.join(',') },
} as const;

export interface DashboardSelection {
  /** Rows of the batches, ascending; ratios are taken against the first. */
  readonly sizes: readonly number[];
  readonly viewers: readonly number[];
  readonly parts: readonly DashboardPart[];
}

/** @returns null when an option is no list of what it may be. */
export function readDashboardSelection(
  options: Readonly<Record<keyof typeof DASHBOARD_OPTIONS, string>>,
): DashboardSelection | null {
  const sizes = readList(options.sizes, (text) => readWholeNumber(text, 1000, 10_000_000));
  const viewers = readList(options.viewers, (text) => readWholeNumber(text, 1, 200));
  const parts = readList(options.parts, (name) => PARTS.find((part) => part === name));
  return sizes && viewers && parts ? { sizes: [...sizes].sort((a, b) => a - b), viewers, parts } : null;
}
