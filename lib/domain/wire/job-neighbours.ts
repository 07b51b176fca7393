import { z } from 'zod';

const neighbourSchema = z.object({
  row_index: z.int().nullable().describe('0-based; null when there is none, or none within the bound'),
  searched_rows: z
    .int()
    .nullable()
    .describe('how many rows a search looked at before it stopped at its bound without a hit, else null'),
});

export const jobNeighboursSchema = z.object({ previous: neighbourSchema, next: neighbourSchema });
export type JobNeighboursJson = z.infer<typeof jobNeighboursSchema>;

interface NeighbourSource {
  readonly rowIndex: number | null;
  readonly searchedRows: number | null;
}

export function toJobNeighboursJson(neighbours: {
  readonly previous: NeighbourSource;
  readonly next: NeighbourSource;
}): JobNeighboursJson {
  const toJson = ({ rowIndex, searchedRows }: NeighbourSource) => ({
    row_index: rowIndex,
    searched_rows: searchedRows,
  });
  return { previous: toJson(neighbours.previous), next: toJson(neighbours.next) };
}
