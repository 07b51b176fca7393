'use client';

import type { MouseEvent } from 'react';
import { JOB_STATES, type JobCounts, type JobState } from '@/lib/domain/job-state';
import { countText } from '../format';

interface JobTabsProps {
  readonly counts: JobCounts;
  readonly total: number;
  /** States that are shown; empty: all. */
  readonly status: readonly JobState[];
  readonly onStatus: (status: JobState[]) => void;
}

/** States that are shown even at zero: people look for them. */
const ALWAYS_SHOWN: readonly JobState[] = ['pending', 'running', 'completed', 'failed'];

/** Narrows the table to one state, or with Shift, Ctrl or Cmd to several; the counts are those of the whole batch. */
export function JobTabs({ counts, total, status, onStatus }: JobTabsProps) {
  const states = JOB_STATES.filter(
    (state) => ALWAYS_SHOWN.includes(state) || counts[state] > 0 || status.includes(state),
  );
  const choose = (state: JobState, isAdded: boolean) => {
    const isOn = status.includes(state);
    if (isAdded) return onStatus(isOn ? status.filter((one) => one !== state) : [...status, state]);
    onStatus(isOn && status.length === 1 ? [] : [state]);
  };
  return (
    <fieldset
      aria-label="Show rows by status"
      className="flex min-w-0 max-w-full gap-1 overflow-x-auto p-0.5"
    >
      <TabButton label="All" count={total} isOn={status.length === 0} onClick={() => onStatus([])} />
      {states.map((state) => (
        <TabButton
          key={state}
          label={state}
          count={counts[state]}
          isOn={status.includes(state)}
          onClick={(event) => choose(state, event.shiftKey || event.ctrlKey || event.metaKey)}
          title="With Shift: beside the others"
        />
      ))}
    </fieldset>
  );
}

interface TabButtonProps {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly title?: string;
}

function TabButton({ label, count, isOn, onClick, title }: TabButtonProps) {
  const tone = isOn ? 'bg-selected text-ink' : 'text-muted hover:bg-wash hover:text-ink';
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      title={title}
      className={`flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 font-medium first-letter:uppercase ${tone}`}
    >
      <span className="first-letter:uppercase">{label}</span>
      <span className={`font-normal ${isOn ? 'text-muted' : 'text-faint'}`}>{countText(count)}</span>
    </button>
  );
}
