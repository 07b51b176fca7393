'use client';

import { createOffers, useOffer } from './offers';

/** Keys that do something in one part of the page, for the list that `?` opens. */
export interface KeyGroup {
  /** Where they work. */
  readonly where: string;
  readonly keys: readonly KeyLine[];
}

export interface KeyLine {
  /** Ways to say it: `['j', '↓']` is either, `['Ctrl+A']` both at once. */
  readonly press: readonly string[];
  readonly does: string;
}

/** Where keys work that ask for no place of their own. */
export const ON_PAGE = 'On this page';
/** Where keys work that every page has. */
export const EVERYWHERE = 'Everywhere';

export const pageKeys = createOffers<KeyGroup>();

/** Said by whoever listens to the keys, so that the list is never longer or shorter than what works. */
export function usePageKeys(where: string, keys: readonly (KeyLine | false)[]): void {
  const lines = keys.filter((line) => line !== false);
  useOffer(pageKeys, lines.length === 0 ? [] : [{ where, keys: lines }]);
}
