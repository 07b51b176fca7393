import type { QueryClient } from '@tanstack/react-query';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { batchKeys } from '../batch-queries';
import { atMostEvery } from './at-most-every';
import { READ_AGAIN_EVERY_MS } from './use-read-again';

/** Which rows moved; in a large batch only that some did. */
export type ChangedRows = { readonly rows: readonly number[] } | { readonly many: true };

const MOVING: readonly JobDetailJson['status'][] = ['pending', 'running', 'unconfirmed'];

/** Has the row that somebody looks at read again when it moved, or, where that is not told, while it may still move. */
export function followOpenJobs(client: QueryClient, batchId: string) {
  const moved = new Set<number>();
  let haveManyMoved = false;
  const throttle = atMostEvery(READ_AGAIN_EVERY_MS, () => {
    const rows = new Set(moved);
    const isAny = haveManyMoved;
    moved.clear();
    haveManyMoved = false;
    void client.invalidateQueries({
      queryKey: batchKeys.openJobs(batchId),
      predicate: ({ state }) => {
        const job = state.data as JobDetailJson | undefined;
        if (job === undefined) return false;
        return rows.has(job.row_index) || (isAny && MOVING.includes(job.status));
      },
    });
  });
  return {
    noteChanged: (changed: ChangedRows) => {
      if ('rows' in changed) for (const row of changed.rows) moved.add(row);
      else haveManyMoved = true;
      throttle.ask();
    },
    stop: throttle.stop,
  };
}
