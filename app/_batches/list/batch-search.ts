import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { BATCH_STATES } from '@/lib/domain/batch-state';

/** The state of the list of batches, kept in its address. */
export const batchSearchParams = {
  status: parseAsStringLiteral(BATCH_STATES),
  q: parseAsString.withDefault(''),
};

export const loadBatchSearch = createLoader(batchSearchParams);
export type BatchSearch = inferParserType<typeof batchSearchParams>;
