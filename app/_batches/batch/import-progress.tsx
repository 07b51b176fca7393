import { Progress } from '@/app/_components/ui/progress';
import type { BatchJson } from '@/lib/domain/wire/batch';

/** How far the check of the file's rows has come; nothing runs before every row has been looked at. */
export function ImportProgress({ batch }: { batch: BatchJson }) {
  const { imported_rows: imported, file_rows: total } = batch;
  return (
    <div className="grid gap-2 py-6">
      <Progress value={total > 0 ? imported / total : null} label="Rows checked" />
      <p className="text-muted">
        Every row is compared with the automation's inputs before the first one runs; the rows appear here
        when that is done.
      </p>
    </div>
  );
}
