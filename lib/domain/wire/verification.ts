import { z } from 'zod';
import { NOT_FOUND_NEEDED, type VerificationAnswer } from '../verification';
import { timeOrNull, timeSchema } from './time';

const rowsShape = {
  row_indexes: z.array(z.int().min(0).max(2_147_483_647)).min(1).max(10_000).optional().describe('0-based'),
  job_ids: z.array(z.string().max(100)).min(1).max(10_000).optional(),
};

export const resolveRequestSchema = z
  .strictObject({ ...rowsShape, status: z.enum(['completed', 'failed', 'pending']) })
  .refine(({ row_indexes, job_ids }) => (row_indexes === undefined) !== (job_ids === undefined), {
    message: 'name the rows with either row_indexes or job_ids',
  });

export const resolveResultSchema = z.object({
  batch_id: z.uuid(),
  status: z.enum(['completed', 'failed', 'pending']),
  resolved: z.int(),
  row_indexes: z.array(z.int()),
});

export const verifyRequestSchema = z
  .strictObject(rowsShape)
  .refine(({ row_indexes, job_ids }) => row_indexes === undefined || job_ids === undefined, {
    message: 'name the rows with either row_indexes or job_ids, or leave both out for all unconfirmed rows',
  });

export const verifyResultSchema = z.object({
  batch_id: z.uuid(),
  asked: z.int().describe('rows about which the site is asked now'),
  skipped: z.int().describe('rows that are not unconfirmed, or whose automation has no verify'),
});
export type VerifyResultJson = z.infer<typeof verifyResultSchema>;

/** Of an unconfirmed row: what the site said so far, and when it is asked next. */
export const jobVerificationSchema = z.object({
  next_at: timeSchema.nullable().describe('null: nobody asks any more, a person decides'),
  is_asking: z.boolean(),
  answer: z.enum(['found', 'not_found', 'no_answer']).nullable(),
  answered_at: timeSchema.nullable(),
  verdict: z.enum(['probably_not_submitted']).nullable(),
});
export type JobVerificationJson = z.infer<typeof jobVerificationSchema>;

export interface JobVerificationSource {
  readonly dueAt: string | null;
  readonly isAsking: boolean;
  readonly answer: VerificationAnswer | null;
  readonly answeredAt: string | null;
  readonly notFoundCount: number;
}

export function toJobVerificationJson(source: JobVerificationSource | null): JobVerificationJson | null {
  if (!source) return null;
  const date = (text: string | null) => timeOrNull(text === null ? null : new Date(text));
  return {
    next_at: date(source.dueAt),
    is_asking: source.isAsking,
    answer: source.answer,
    answered_at: date(source.answeredAt),
    verdict: source.notFoundCount >= NOT_FOUND_NEEDED ? 'probably_not_submitted' : null,
  };
}
