import { z } from 'zod';
import { rowProblemSchema } from './upload-row';

/** The body of a change to a batch's row, and of the question what would be wrong with it. */
export const rowEditSchema = z.strictObject({
  row_data: z.record(z.string(), z.string()).describe('new values by header; other cells keep theirs'),
});

export const rowEditCheckSchema = z.object({
  problems: z
    .array(rowProblemSchema.omit({ group: true, value: true }))
    .describe('empty when the row can run'),
});
export type RowEditCheckJson = z.infer<typeof rowEditCheckSchema>;

/** As checks give it: `column` is 0-based there. */
type RowEditProblemSource = Omit<RowEditCheckJson['problems'][number], 'header'>;

export function toRowEditCheckJson(
  headers: readonly string[],
  problems: readonly RowEditProblemSource[],
): RowEditCheckJson {
  return {
    problems: problems.map(({ code, severity, column, input, message, advice }) => ({
      ...{ code, severity, input, message, advice },
      column: column === null ? null : column + 1,
      header: column === null ? null : (headers[column] ?? null),
    })),
  };
}
