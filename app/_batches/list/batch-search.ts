import {
  createLoader,
  type inferParserType,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { ARCHIVED, BATCH_STATES } from '@/lib/domain/batch-state';

/** The state of the list of batches, kept in its address. */
export const batchSearchParams = {
  status: parseAsStringLiteral(BATCH_STATES),
  automation: parseAsString,
  owner: parseAsString,
  tag: parseAsString,
  unconfirmed: parseAsBoolean,
  archived: parseAsStringLiteral(ARCHIVED),
  q: parseAsString.withDefault(''),
};

export const loadBatchSearch = createLoader(batchSearchParams);
export type BatchSearch = inferParserType<typeof batchSearchParams>;

/** Everything shown. */
export const NO_SEARCH: BatchSearch = {
  ...{ status: null, automation: null, owner: null, tag: null, unconfirmed: null, archived: null, q: '' },
};

export function isFiltered(search: BatchSearch): boolean {
  return Object.values(search).some((value) => value !== null && value !== false && value !== '');
}

/** Two searches that ask for the same list. */
export function isSameSearch(one: BatchSearch, other: BatchSearch): boolean {
  return (Object.keys(one) as (keyof BatchSearch)[]).every((key) => one[key] === other[key]);
}
