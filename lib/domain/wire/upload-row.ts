import { z } from 'zod';

export const rowProblemSchema = z.object({
  group: z.int().describe('number of its group in the check'),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  column: z.int().nullable().describe('1-based'),
  header: z.string().nullable(),
  input: z.string().nullable(),
  message: z.string(),
  advice: z.string().describe('what to do about it'),
  value: z.string().nullable().describe('what the cell says, cut to 100 characters'),
});
export type RowProblemJson = z.infer<typeof rowProblemSchema>;

export const doneInSchema = z
  .object({ batch_id: z.uuid(), batch_name: z.string(), row_index: z.int() })
  .describe('the earlier batch that completed this key');

/** The same as the verbs give it. */
export interface DoneInSource {
  readonly batchId: string;
  readonly batchName: string;
  readonly rowIndex: number;
}

export function toDoneInJson(doneIn: DoneInSource | null): z.infer<typeof doneInSchema> | null {
  if (doneIn === null) return null;
  return { batch_id: doneIn.batchId, batch_name: doneIn.batchName, row_index: doneIn.rowIndex };
}

export const uploadRowSchema = z.object({
  row_index: z.int().describe('0-based'),
  line_number: z.int().describe('line of the file where the row begins'),
  cells: z.array(z.string()),
  problem: z.string().nullable().describe('code of the fault that makes the row unusable'),
  dropped: z.boolean().describe('left out by a person'),
  version: z.int().describe('0 as uploaded; every edit raises it'),
  problems: z.array(rowProblemSchema).optional().describe('with ?check= only'),
  done_in: doneInSchema.nullish(),
});
export type UploadRowJson = z.infer<typeof uploadRowSchema>;

/** A row as the verbs give it. */
export interface UploadRowSource {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly cells: readonly string[];
  readonly problem: string | null;
  readonly isDropped: boolean;
  readonly version: number;
  readonly problems?: readonly RowProblemJson[] | undefined;
  readonly doneIn?: DoneInSource | null | undefined;
}

export function toUploadRowJson(row: UploadRowSource): UploadRowJson {
  return {
    row_index: row.rowIndex,
    line_number: row.lineNumber,
    cells: [...row.cells],
    problem: row.problem,
    dropped: row.isDropped,
    version: row.version,
    ...(row.problems && { problems: [...row.problems], done_in: toDoneInJson(row.doneIn ?? null) }),
  };
}

/** The body of `PATCH /uploads/:id/rows/:row_index`. */
export const rowChangeSchema = z.strictObject({
  row_data: z
    .record(z.string(), z.string().max(1_048_576))
    .optional()
    .describe('new values by header; other cells keep theirs'),
  dropped: z.boolean().optional().describe('leave the row out, or take it back'),
  restore_version: z.int().min(0).optional().describe('make it as it was in this version; 0: as uploaded'),
  version: z
    .int()
    .min(0)
    .optional()
    .describe('the version this change was made from; another one is a conflict'),
});
