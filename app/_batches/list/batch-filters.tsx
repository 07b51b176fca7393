'use client';

import { Button } from '@/app/_components/ui/button';
import { Select } from '@/app/_components/ui/select';
import { BATCH_STATES, type BatchState } from '@/lib/domain/batch-state';
import { SearchBox } from '../search-box';
import { type BatchSearch, isFiltered, NO_SEARCH } from './batch-search';

/** What the batches that are there can be filtered by. */
export interface FilterChoices {
  readonly automations: readonly { readonly name: string; readonly title: string }[];
  readonly owners: readonly string[];
  readonly tags: readonly string[];
}

interface BatchFiltersProps {
  readonly search: BatchSearch;
  readonly choices: FilterChoices;
  readonly onChange: (change: Partial<BatchSearch>) => void;
}

const LABELS: Readonly<Record<BatchState, string>> = {
  importing: 'Importing',
  ready: 'Ready to start',
  running: 'Running',
  paused: 'Paused',
  waiting: 'Waiting',
  stopping: 'Stopping',
  finished: 'Finished',
  failed: 'Import failed',
};

const STATES = BATCH_STATES.map((value) => ({ value: value as string, label: LABELS[value] }));
const UNCONFIRMED = [{ value: 'true', label: 'Unconfirmed' }];
const ARCHIVES = [
  { value: 'include', label: 'With archived' },
  { value: 'only', label: 'Archived only' },
];
const plain = (texts: readonly string[]) => texts.map((value) => ({ value, label: value }));

export function BatchFilters({ search, choices, onChange }: BatchFiltersProps) {
  const automations = choices.automations.map(({ name, title }) => ({ value: name, label: title }));
  const { status, automation, owner, tag, unconfirmed, archived } = search;
  const found = (value: string | null) => BATCH_STATES.find((state) => state === value) ?? null;
  const asked = (value: string | null) => (value === 'include' || value === 'only' ? value : null);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox label="Search batches" value={search.q} onSearch={(q) => onChange({ q })} />
      <Filter
        {...{ label: 'Status', any: 'Any status', value: status, options: STATES }}
        onValue={(value) => onChange({ status: found(value) })}
      />
      <Filter
        {...{ label: 'Automation', any: 'Any automation', value: automation, options: automations }}
        onValue={(value) => onChange({ automation: value })}
      />
      <Filter
        {...{ label: 'Owner', any: 'Any owner', value: owner, options: plain(choices.owners) }}
        onValue={(value) => onChange({ owner: value })}
      />
      <Filter
        {...{ label: 'Tag', any: 'Any tag', value: tag, options: plain(choices.tags) }}
        onValue={(value) => onChange({ tag: value })}
      />
      <Filter
        {...{
          label: 'Unconfirmed',
          any: 'Any outcome',
          value: unconfirmed ? 'true' : null,
          options: UNCONFIRMED,
        }}
        onValue={(value) => onChange({ unconfirmed: value === null ? null : true })}
      />
      <Filter
        {...{ label: 'Archived', any: 'Not archived', value: archived, options: ARCHIVES }}
        onValue={(value) => onChange({ archived: asked(value) })}
      />
      {isFiltered(search) && (
        <Button variant="ghost" onClick={() => onChange(NO_SEARCH)}>
          Show all
        </Button>
      )}
    </div>
  );
}

interface FilterProps {
  readonly label: string;
  /** Says that nothing is asked. */
  readonly any: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onValue: (value: string | null) => void;
}

/** No name of anything has it. */
const ANY = '\u0000';

/** What an address asks for is offered too, though no batch has it any more. */
function Filter({ label, any, value, options, onValue }: FilterProps) {
  const isKnown = value === null || options.some((option) => option.value === value);
  return (
    <Select
      aria-label={label}
      className="w-[calc(50%-0.25rem)] sm:w-36"
      options={[
        { value: ANY, label: any },
        ...options,
        ...(isKnown ? [] : [{ value: value as string, label: value as string }]),
      ]}
      value={value ?? ANY}
      onValueChange={(next) => onValue(next === ANY ? null : next)}
    />
  );
}
