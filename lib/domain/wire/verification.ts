import { z } from 'zod';
import { RESOLUTIONS } from '../resolution';
import { NOT_FOUND_NEEDED, type VerificationAnswer } from '../verification';
import { selectionShape, toRowFilter } from './row-filter';
import { timeOrNull, timeSchema } from './time';

/** Rows one by one, or all unconfirmed ones that a filter lets through. */
const rowsShape = {
  row_indexes: z.array(z.int().min(0).max(2_147_483_647)).min(1).max(10_000).optional().describe('0-based'),
  job_ids: z.array(z.string().max(100)).min(1).max(10_000).optional(),
  rows: z.literal('all').optional().describe('all unconfirmed rows that what follows lets through'),
  ...selectionShape,
  until: timeSchema
    .optional()
    .describe('only rows that were unconfirmed by then: later ones nobody has looked at'),
};
type ChosenRows = z.output<z.ZodObject<typeof rowsShape>>;

/** Rows of a request, as a client writes them. */
export type ChosenRowsJson = z.input<z.ZodObject<typeof rowsShape>>;

function namings({ row_indexes, job_ids, rows }: ChosenRows): number {
  return [row_indexes, job_ids, rows].filter((naming) => naming !== undefined).length;
}

/** What narrows all rows says nothing of rows that are named. */
function isNarrowed({ row_indexes: _rows, job_ids: _ids, rows, ...narrowing }: ChosenRows): boolean {
  const parts = [...Object.keys(selectionShape), 'until'] as (keyof typeof narrowing)[];
  return rows === undefined && parts.some((part) => narrowing[part] !== undefined);
}

const NARROWS_ALL = { message: 'a filter, except_rows and until belong to rows: "all"' };

export const resolveRequestSchema = z
  .strictObject({ ...rowsShape, status: z.enum(RESOLUTIONS) })
  .refine((body) => namings(body) === 1, {
    message: 'name the rows with one of row_indexes, job_ids or rows: "all"',
  })
  .refine((body) => !isNarrowed(body), NARROWS_ALL);

export const resolveResultSchema = z.object({
  batch_id: z.uuid(),
  status: z.enum(RESOLUTIONS),
  resolved: z.int(),
  row_indexes: z.array(z.int()),
});
export type ResolveResultJson = z.infer<typeof resolveResultSchema>;

export const verifyRequestSchema = z
  .strictObject(rowsShape)
  .refine((body) => namings(body) <= 1, {
    message:
      'name the rows with one of row_indexes, job_ids or rows: "all"; leave all out for all unconfirmed rows',
  })
  .refine((body) => !isNarrowed(body), NARROWS_ALL);

/** The rows of a request in the names of lib/services. */
export function toChosenRows(body: ChosenRows) {
  const { row_indexes, job_ids, rows, output, except_rows, until, ...filter } = body;
  const outputs = Object.entries(output ?? {}).map(([name, value]) => ({ name, value }));
  const selection = {
    ...toRowFilter(filter, outputs),
    ...(except_rows === undefined ? {} : { exceptRows: except_rows }),
    ...(until === undefined ? {} : { endedUntil: until }),
  };
  return { rowIndexes: row_indexes, jobIds: job_ids, selection: rows === undefined ? undefined : selection };
}

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
