import { z } from 'zod';
import { type JobBatch, type JobSource, jobSchema, toJobJson } from './job';
import { pageSchema } from './page';

export const jobPageSchema = pageSchema(jobSchema).extend({
  searched_rows: z
    .int()
    .nullable()
    .describe(
      'how many rows were looked at for text or outputs, which no index knows. A page that is not full but has a next_cursor stopped at its bound of 100,000 rows',
    ),
});
export type JobPageJson = z.infer<typeof jobPageSchema>;

interface JobPageSource {
  readonly items: readonly JobSource[];
  readonly nextCursor: string | null;
  readonly searchedRows: number | null;
}

export function toJobPageJson(batch: JobBatch, page: JobPageSource): JobPageJson {
  return {
    items: page.items.map((job) => toJobJson(batch, job)),
    next_cursor: page.nextCursor,
    searched_rows: page.searchedRows,
  };
}
