import { CircleCheck, CircleDashed, CircleX, LoaderCircle, SkipForward } from 'lucide-react';
import type { TryJson, TryStepJson } from '@/lib/domain/wire/try';

/** Exhaustive by type: a state without word, icon and colour does not compile. */
export const STEP_LOOKS = {
  pending: { Icon: CircleDashed, color: 'text-pending', word: 'pending' },
  running: { Icon: LoaderCircle, color: 'text-running', word: 'running' },
  passed: { Icon: CircleCheck, color: 'text-completed', word: 'passed' },
  failed: { Icon: CircleX, color: 'text-failed', word: 'failed' },
  skipped: { Icon: SkipForward, color: 'text-faint', word: 'skipped' },
} as const satisfies Record<TryStepJson['state'], unknown>;

/** What stands where the picture will be. */
export function pictureText(tried: TryJson): string {
  if (tried.waiting_for === 'worker') return 'No worker is running. The try starts as soon as one is there.';
  if (tried.state === 'waiting') return 'Waiting for a free place.';
  if (tried.state === 'running') return 'The browser is starting.';
  return 'No picture was taken.';
}

/** What is read out when something has changed: the newest step's end, then the end of it all. */
export function announcement(tried: TryJson | undefined): string {
  if (!tried) return '';
  if (tried.waiting_for !== null) return pictureText(tried);
  const ended = tried.steps.filter(({ state }) => state !== 'pending' && state !== 'running');
  const last = ended.at(-1);
  const step = last ? `Step ${last.no} ${STEP_LOOKS[last.state].word}.` : '';
  if (tried.state === 'running') return step;
  const before = tried.stopped_before ? ` It stopped before step ${tried.stopped_before.no}.` : '';
  return `${step} Row ${tried.row_index + 1} ${tried.state}.${before}`;
}

/** The step whose picture is shown when nobody chose one: the newest that has one. */
export function newestPicture(steps: readonly TryStepJson[]): TryStepJson | undefined {
  return steps.findLast(({ screenshot }) => screenshot !== null);
}
