import { z } from 'zod';
import { FAILURE_KINDS, type FailureKind } from '../failure';

export const failureGroupSchema = z.object({
  group: z.string(),
  kind: z.enum(FAILURE_KINDS),
  code: z.string(),
  message: z.string(),
  step: z.int().nullable(),
  count: z.int(),
  failed_count: z.int().describe('those that can be retried; the others are unconfirmed'),
  first_row: z.int().describe('row index'),
  last_row: z.int().describe('row index'),
});

export function toFailureGroupJson(group: {
  readonly fingerprint: string;
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
  readonly step: number | null;
  readonly count: number;
  readonly failedCount: number;
  readonly firstRow: number;
  readonly lastRow: number;
}): z.infer<typeof failureGroupSchema> {
  const { kind, code, message, step, count } = group;
  return {
    group: group.fingerprint,
    ...{ kind, code, message, step, count },
    failed_count: group.failedCount,
    first_row: group.firstRow,
    last_row: group.lastRow,
  };
}
