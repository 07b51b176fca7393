import { CircleCheck, CircleOff, CirclePause, type LucideIcon, Octagon, Unplug } from 'lucide-react';
import { durationText } from '@/app/_batches/format';
import type { WorkerJson, WorkerRowJson, WorkerState } from '@/lib/domain/wire/worker';

export interface WorkerLook {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly color: string;
  /** One sentence for a worker that takes no rows. */
  readonly meaning?: string;
}

export const WORKER_LOOKS: Readonly<Record<WorkerState, WorkerLook>> = {
  live: { word: 'live', icon: CircleCheck, color: 'text-completed' },
  draining: {
    word: 'draining',
    icon: Octagon,
    color: 'text-stopped',
    meaning: 'It ends its rows and takes no more.',
  },
  drained: {
    word: 'drained',
    icon: CirclePause,
    color: 'text-stopped',
    meaning: 'It takes no rows until it is let go on; it can be ended.',
  },
  lost: {
    word: 'lost',
    icon: Unplug,
    color: 'text-failed',
    meaning: 'Not heard of for 15 seconds: its rows go back to the others.',
  },
  stopped: { word: 'stopped', icon: CircleOff, color: 'text-pending' },
};

/** "headless shell 150.0": workers describe their browser as {kind, version}; older ones may say less. */
export function browserText(browser: unknown): string {
  const { kind, version } = (browser ?? {}) as { kind?: unknown; version?: unknown };
  const parts = [kind, version].filter((part) => typeof part === 'string' && part !== '');
  return parts.join(' ').replaceAll('_', ' ') || 'unknown browser';
}

const RECYCLE_WORDS: Readonly<Record<string, string>> = {
  contexts: 'enough pages served',
  age: 'old enough',
  memory: 'too much memory',
  died: 'it died',
  stuck: 'a page did not close',
};

/** "replaced 3 times, last: too much memory"; empty when it never was. */
export function recycleText({ count, last }: WorkerJson['browser_recycles']): string {
  if (count === 0 || !last) return '';
  const times = count === 1 ? 'once' : `${count} times, last`;
  return `replaced ${times}: ${RECYCLE_WORDS[last.reason] ?? last.reason}`;
}

/** "step 3 of 6, click, for 2.1 s" as of the worker's last heartbeat, so that no two clocks are compared. */
export function stepText({ step, started_at }: WorkerRowJson, seenAt: string): string {
  const forText = (since: string) =>
    `for ${durationText(Math.max(0, Date.parse(seenAt) - Date.parse(since)))}`;
  if (step) {
    const place = step.count === null ? `step ${step.no}` : `step ${step.no} of ${step.count}`;
    return `${place}, ${step.verb}, ${forText(step.started_at)}`;
  }
  return started_at && started_at < seenAt ? forText(started_at) : '';
}

/** "2.1 %"; a dash when nothing was run. */
export function rateText(rate: number | null): string {
  if (rate === null) return '—';
  return rate === 0 ? '0 %' : `${(rate * 100).toLocaleString('en-GB', { maximumFractionDigits: 1 })} %`;
}
