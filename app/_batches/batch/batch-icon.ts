import type { BatchJson } from '@/lib/domain/wire/batch';

type Mark = 'running' | 'held' | 'completed' | 'problems';

/** Colour of the disc and what stands in it: never the colour alone. Those of the field, which both themes of a browser bear. */
const MARKS: Readonly<Record<Mark, readonly [colour: string, shape: string]>> = {
  running: ['#3b7bf0', 'M20 18.5v8l6.5-4z'],
  held: ['#d08a1c', 'M20.5 19v7M24.5 19v7'],
  completed: ['#2f8f5b', 'M19 22.5l2.7 2.7 4.5-5'],
  problems: ['#cf2d25', 'M22.5 18.5v4.5M22.5 26.4v.1'],
};

/** The icon of the batch's tab, so that it is found among ten; null while there is nothing to tell. */
export function batchIcon(batch: Pick<BatchJson, 'status' | 'outcome'>): string | null {
  const mark = markOf(batch);
  if (mark === null) return null;
  const [colour, shape] = MARKS[mark];
  const stroke = 'stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" fill="none"';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1b2333"/><path d="M7 8.5h18M7 14h9M7 19.5h5M7 25h4" stroke="#f4efe6" ${stroke}/><circle cx="22.5" cy="22.5" r="9" fill="${colour}"/><path d="${shape}" stroke="#fff" ${stroke}/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function markOf({ status, outcome }: Pick<BatchJson, 'status' | 'outcome'>): Mark | null {
  switch (status) {
    case 'running':
    case 'stopping':
    case 'importing':
      return 'running';
    case 'paused':
    case 'waiting':
      return 'held';
    case 'failed':
      return 'problems';
    case 'finished':
      return outcome === 'completed' ? 'completed' : outcome === 'stopped' ? 'held' : 'problems';
    default:
      return null;
  }
}
