import { ENDED_JOB_STATES, JOB_STATES, type JobState } from './job-state';

/** What a list of jobs can be sorted by; with a minus before it, the other way round. */
export const JOB_SORT_KEYS = ['row', 'status', 'ended', 'duration', 'attempts'] as const;
export type JobSortKey = (typeof JOB_SORT_KEYS)[number];
export type JobSort = JobSortKey | `-${JobSortKey}`;
export const JOB_SORTS = [...JOB_SORT_KEYS, ...JOB_SORT_KEYS.map((key) => `-${key}` as const)] as const;

export type Direction = 'asc' | 'desc';

export function readJobSort(sort: JobSort): { readonly key: JobSortKey; readonly direction: Direction } {
  const isDown = sort.startsWith('-');
  return { key: sort.replace('-', '') as JobSortKey, direction: isDown ? 'desc' : 'asc' };
}

/** A stretch of a sorted list that is read in one order; ties lie in the order of rows. */
export interface JobStretch {
  readonly states: readonly JobState[];
  readonly key: Exclude<JobSortKey, 'status'>;
  readonly direction: Direction;
}

/**
 * The stretches that a sorted list consists of, one after another. Only rows that have ended have an end, a duration
 * and a last count of attempts: the others follow in the order of the file, whatever the direction.
 */
export function jobStretches(sort: JobSort, states: readonly JobState[] = JOB_STATES): JobStretch[] {
  const { key, direction } = readJobSort(sort);
  if (key === 'row') return [{ states, key, direction }];
  const inOrder = JOB_STATES.filter((state) => states.includes(state));
  if (key === 'status') {
    const stretches = inOrder.map((state) => ({ states: [state], key: 'row', direction: 'asc' }) as const);
    return direction === 'asc' ? stretches : stretches.reverse();
  }
  const hasEnded = (state: JobState) => (ENDED_JOB_STATES as readonly JobState[]).includes(state);
  const ended: JobStretch = { states: inOrder.filter(hasEnded), key, direction };
  const open: JobStretch = {
    states: inOrder.filter((state) => !hasEnded(state)),
    key: 'row',
    direction: 'asc',
  };
  return [ended, open].filter((stretch) => stretch.states.length > 0);
}

/** The same list from its end to its beginning. */
export function reverseStretches(stretches: readonly JobStretch[]): JobStretch[] {
  return stretches
    .map((stretch) => ({ ...stretch, direction: stretch.direction === 'asc' ? 'desc' : 'asc' }) as const)
    .reverse();
}
