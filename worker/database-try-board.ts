import type { Database } from '../lib/db/connect';
import { beginTrySteps } from '../lib/db/sql/begin-try-steps';
import { noteTryStep } from '../lib/db/sql/note-try-step';
import { startTryStep } from '../lib/db/sql/start-try-step';
import type { TryBoard } from './attempt/watch-try';

/** Shows tries in PostgreSQL, where every web process can read them. */
export function createTryBoard({ pool }: Database): TryBoard {
  return {
    begin: (hold) => beginTrySteps(pool, hold),
    start: (hold, step) => startTryStep(pool, hold, step),
    note: (hold, claim, end) => noteTryStep(pool, hold, claim, end),
  };
}
