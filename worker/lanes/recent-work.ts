import type { AttemptRecord } from '../../lib/domain/lane';
import type { RecentWork } from '../../lib/domain/worker-status';

const SPAN_MS = 5 * 60_000;
const PART_MS = 10_000;

interface Part {
  readonly no: number;
  rowsEnded: number;
  attempts: number;
  attemptsFailed: number;
}

/** How a worker fared in the last five minutes, in parts of ten seconds. */
export interface RecentWorkMeter {
  note(record: Pick<AttemptRecord, 'attemptState' | 'decision'>): void;
  read(): RecentWork;
}

/** @param now a monotonic clock in milliseconds */
export function createRecentWork(now: () => number = () => performance.now()): RecentWorkMeter {
  const startedAtMs = now();
  let parts: Part[] = [];
  const current = () => {
    const no = Math.floor(now() / PART_MS);
    parts = parts.filter((part) => part.no > no - SPAN_MS / PART_MS);
    return no;
  };
  const partOf = (no: number): Part => {
    const last = parts.at(-1);
    if (last?.no === no) return last;
    const part = { no, rowsEnded: 0, attempts: 0, attemptsFailed: 0 };
    parts.push(part);
    return part;
  };
  return {
    note({ attemptState, decision }) {
      // Given back and stopped say nothing of how the rows go.
      if (attemptState === 'given_back' || attemptState === 'stopped') return;
      const part = partOf(current());
      part.attempts += 1;
      part.attemptsFailed += attemptState === 'completed' ? 0 : 1;
      part.rowsEnded += decision.state === 'pending' ? 0 : 1;
    },
    read() {
      current();
      const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
      return {
        seconds: Math.min(SPAN_MS, now() - startedAtMs) / 1000,
        rows_ended: sum((part) => part.rowsEnded),
        attempts: sum((part) => part.attempts),
        attempts_failed: sum((part) => part.attemptsFailed),
      };
    },
  };
}
