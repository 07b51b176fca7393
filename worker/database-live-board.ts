import type { Database } from '../lib/db/connect';
import { clearLiveView } from '../lib/db/sql/clear-live-view';
import { showLiveView } from '../lib/db/sql/show-live-view';
import type { LiveBoard } from './attempt/live-view';

/** Shows running rows in PostgreSQL, where every web process can read them. */
export function createLiveBoard({ pool }: Database): LiveBoard {
  return {
    show: (hold, rowIndex, view) => showLiveView(pool, hold, rowIndex, view),
    clear: (hold, attempt) => clearLiveView(pool, hold.batchId, attempt),
  };
}
