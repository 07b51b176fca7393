import { isOnlyVerifying } from '../lib/domain/batch-state';
import { endedJobs } from '../lib/domain/job-state';
import type { BatchView } from '../lib/services/batches/batch-view';
import type { Terminal } from './terminal';

const LINE_EVERY_MS = 5_000;
const BAR_WIDTH = 24;

export interface Progress {
  show(batch: BatchView): void;
  say(text: string): void;
  end(): void;
}

/** A bar that is drawn again and again on a terminal; elsewhere a line every few seconds when something changed. */
export function createProgress(terminal: Terminal): Progress {
  let last = '';
  let saidAt = Number.NEGATIVE_INFINITY;
  const say = (text: string) => {
    const now = performance.now();
    if (text === last) return;
    if (terminal.canRedraw) terminal.redraw(text);
    else if (now - saidAt < LINE_EVERY_MS) return;
    else terminal.log(text);
    last = text;
    saidAt = now;
  };
  return {
    show: (batch) => say(terminal.canRedraw ? `${bar(batch)} ${progressText(batch)}` : progressText(batch)),
    say,
    end: () => {
      if (terminal.canRedraw && last !== '') terminal.redraw('');
    },
  };
}

function bar(batch: BatchView): string {
  const filled = Math.round((BAR_WIDTH * endedJobs(batch.counts)) / Math.max(1, batch.totalJobs));
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
}

/** `120 of 320 rows, 3 failed, 41 rows/min, 5 min left` */
export function progressText(batch: BatchView): string {
  if (batch.state === 'importing') return `importing: ${batch.importedRows} rows checked`;
  const { failed, unconfirmed, stopped } = batch.counts;
  const parts = [
    `${endedJobs(batch.counts)} of ${batch.totalJobs} rows`,
    ...Object.entries({ failed, unconfirmed, stopped }).flatMap(([name, n]) => (n > 0 ? `${n} ${name}` : [])),
  ];
  if (isOnlyVerifying(batch.state, batch.counts)) {
    parts.push('asking the site about the unconfirmed');
  } else if (batch.state === 'running' && batch.rowsPerMinute !== null) {
    parts.push(`${Math.round(batch.rowsPerMinute)} rows/min`);
    if (batch.secondsLeft !== null) parts.push(`${duration(batch.secondsLeft)} left`);
  }
  if (batch.state !== 'running') parts.push(batch.reasonText ?? batch.state);
  return parts.join(', ');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
