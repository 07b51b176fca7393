import { CircleCheck, CircleOff, type LucideIcon, Octagon, Unplug } from 'lucide-react';
import type { WorkerJson } from '@/lib/domain/wire/worker';

export interface WorkerLook {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly color: string;
  /** One sentence for a worker that does no work. */
  readonly meaning?: string;
}

export function workerLook(worker: WorkerJson): WorkerLook {
  if (worker.stopped_at) return { word: 'stopped', icon: CircleOff, color: 'text-pending' };
  if (!worker.is_live) {
    const meaning = 'It has not been heard of for 15 seconds. Its rows go back to the others.';
    return { word: 'silent', icon: Unplug, color: 'text-failed', meaning };
  }
  if (worker.is_draining) {
    return {
      word: 'draining',
      icon: Octagon,
      color: 'text-stopped',
      meaning: 'It ends its rows and takes no more.',
    };
  }
  return { word: 'live', icon: CircleCheck, color: 'text-completed' };
}

/** "headless shell 150.0": workers describe their browser as {kind, version}; older ones may say less. */
export function browserText(browser: unknown): string {
  const { kind, version } = (browser ?? {}) as { kind?: unknown; version?: unknown };
  const parts = [kind, version].filter((part) => typeof part === 'string' && part !== '');
  return parts.join(' ').replaceAll('_', ' ') || 'unknown';
}
