'use client';

import { JOB_STATES, type JobCounts, type JobState } from '@/lib/domain/job-state';
import { countText } from '../format';

interface JobTabsProps {
  readonly counts: JobCounts;
  readonly total: number;
  readonly status: JobState | null;
  readonly onStatus: (status: JobState | null) => void;
}

/** States that are shown even at zero: people look for them. */
const ALWAYS_SHOWN: readonly JobState[] = ['pending', 'running', 'completed', 'failed'];

/** Narrows the table to one state; the counts are those of the whole batch. */
export function JobTabs({ counts, total, status, onStatus }: JobTabsProps) {
  const states = JOB_STATES.filter(
    (state) => ALWAYS_SHOWN.includes(state) || counts[state] > 0 || state === status,
  );
  return (
    <fieldset
      aria-label="Show rows by status"
      className="flex min-w-0 max-w-full gap-1 overflow-x-auto p-0.5"
    >
      <TabButton label="All" count={total} isOn={status === null} onClick={() => onStatus(null)} />
      {states.map((state) => (
        <TabButton
          key={state}
          label={state}
          count={counts[state]}
          isOn={status === state}
          onClick={() => onStatus(status === state ? null : state)}
        />
      ))}
    </fieldset>
  );
}

interface TabButtonProps {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly onClick: () => void;
}

function TabButton({ label, count, isOn, onClick }: TabButtonProps) {
  const tone = isOn ? 'bg-selected text-ink' : 'text-muted hover:bg-wash hover:text-ink';
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className={`flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 font-medium first-letter:uppercase ${tone}`}
    >
      <span className="first-letter:uppercase">{label}</span>
      <span className={`font-normal ${isOn ? 'text-muted' : 'text-faint'}`}>{countText(count)}</span>
    </button>
  );
}
