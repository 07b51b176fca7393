import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { JOB_STATES } from '@/lib/domain/job-state';

const sharedSearchParams = {
  status: parseAsStringLiteral(JOB_STATES),
  cursor: parseAsString,
};

export const loadSharedSearch = createLoader(sharedSearchParams);
export type SharedSearch = inferParserType<typeof sharedSearchParams>;
