/** Why a row of the file has no job in a batch. */
export const EXCLUSION_REASONS = ['invalid', 'already_completed', 'dropped', 'beyond_limit'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];
