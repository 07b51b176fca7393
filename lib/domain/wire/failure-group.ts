import { z } from 'zod';
import { FAILURE_KINDS, type FailureKind } from '../failure';
import { timeSchema } from './time';

export const failureGroupSchema = z.object({
  group: z.string(),
  kind: z.enum(FAILURE_KINDS),
  code: z.string(),
  message: z.string(),
  step: z.int().nullable(),
  count: z.int(),
  failed_count: z.int().describe('those that can be retried; the others are unconfirmed'),
  share: z.number().describe('of all failed and unconfirmed rows of the batch, from 0 to 1'),
  first_row: z.int().describe('row index'),
  last_row: z.int().describe('row index'),
  first_at: timeSchema.describe('when the first of them ended'),
  last_at: timeSchema,
  automation: z
    .object({ name: z.string(), version: z.int() })
    .nullable()
    .describe('what the first row ran; null when a function of a program handles the rows'),
  screenshot_path: z.string().nullable().describe('a picture of the first row, where one was kept'),
});
export type FailureGroupJson = z.infer<typeof failureGroupSchema>;

export function toFailureGroupJson(group: {
  readonly fingerprint: string;
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
  readonly step: number | null;
  readonly count: number;
  readonly failedCount: number;
  readonly share: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly automation: { readonly name: string; readonly version: number } | null;
  readonly screenshotId: string | null;
}): FailureGroupJson {
  const { kind, code, message, step, count, share, automation, screenshotId } = group;
  return {
    group: group.fingerprint,
    ...{ kind, code, message, step, count, share, automation },
    failed_count: group.failedCount,
    first_row: group.firstRow,
    last_row: group.lastRow,
    first_at: group.firstAt.toISOString(),
    last_at: group.lastAt.toISOString(),
    screenshot_path: screenshotId === null ? null : `/api/v1/artifacts/${screenshotId}`,
  };
}
