'use client';

import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { type BatchSettingsInput, SCREENSHOT_POLICIES, TRACE_POLICIES } from '@/lib/domain/batch-settings';
import type { BatchDraft } from './batch-draft';
import { settingFault, settingsSentence } from './settings-sentence';

interface SettingsSectionProps {
  /** The columns of the file. */
  readonly headers: readonly string[];
  readonly draft: BatchDraft;
  readonly defaultName: string;
  readonly onChange: (change: Partial<BatchDraft>) => void;
}

type NumberKey =
  | 'concurrency'
  | 'max_retries'
  | 'retry_delay'
  | 'row_timeout'
  | 'step_timeout'
  | 'break_at_equal_failures'
  | 'break_at_failure_rate'
  | 'canary'
  | 'rate_per_minute'
  | 'priority';

interface NumberSetting {
  readonly key: NumberKey;
  readonly label: string;
  readonly hint: string;
  readonly standard: number;
  /** Shown in percent, kept as a share. */
  readonly isPercent?: boolean;
  readonly min?: number;
}

const NUMBERS: readonly NumberSetting[] = [
  { key: 'concurrency', label: 'Rows at a time', hint: '1 keeps the order of the file', standard: 1 },
  { key: 'max_retries', label: 'Retries', hint: 'Only failures that can heal are retried', standard: 3 },
  {
    key: 'retry_delay',
    label: 'Seconds before the first retry',
    hint: 'Doubles each time, up to 60',
    standard: 1,
  },
  { key: 'row_timeout', label: 'Seconds a row may take', hint: 'Then it counts as failed', standard: 300 },
  {
    key: 'break_at_equal_failures',
    label: 'Pause after equal failures',
    hint: 'In a row; 0 never pauses',
    standard: 10,
  },
  {
    key: 'break_at_failure_rate',
    label: 'Pause at failed rows (%)',
    hint: 'Of those that ended, from 10 on; 0 never pauses',
    standard: 0,
    isPercent: true,
  },
  { key: 'canary', label: 'First rows to look at', hint: 'Then it waits for you; 0 runs all', standard: 0 },
  { key: 'rate_per_minute', label: 'Rows a minute', hint: 'At most; 0 sets no limit', standard: 0 },
  { key: 'step_timeout', label: 'Seconds a step may take', hint: 'Unless it says itself', standard: 10 },
  { key: 'priority', label: 'Priority', hint: 'Above 0 before other batches', standard: 0, min: -100 },
];

const WHEN: Readonly<Record<(typeof TRACE_POLICIES)[number], string>> = {
  never: 'Never',
  on_failure: 'When a row fails',
  on_retry: 'From the second attempt on',
  always: 'Always',
};

/** Folded away with its defaults in one sentence: most batches need none of it. */
export function SettingsSection({ draft, headers, defaultName, onChange }: SettingsSectionProps) {
  const { settings, limit } = draft;
  const change = (next: BatchSettingsInput) => onChange({ settings: { ...settings, ...next } });
  return (
    <details className="group">
      <summary className="cursor-pointer list-none">
        <span className="font-medium">Settings</span>{' '}
        <span className="text-muted">{settingsSentence(settings, limit)}</span>{' '}
        <span className="underline decoration-edge underline-offset-3 group-open:hidden">change</span>
      </summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <FormField label="Name" isOptional>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              placeholder={defaultName}
              value={draft.name}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </FormField>
        <NumberField
          label="Only the first rows"
          hint="Empty runs all of them"
          value={limit ?? undefined}
          onValue={(value) => onChange({ limit: value ?? null })}
        />
        {NUMBERS.map(({ key, label, hint, standard, isPercent, min }) => (
          <NumberField
            key={key}
            label={label}
            hint={hint}
            placeholder={String(standard)}
            min={min}
            value={isPercent ? toPercent(settings[key]) : settings[key]}
            error={settingFault(settings, key)}
            onValue={(value) => change({ [key]: isPercent ? fromPercent(value) : value })}
          />
        ))}
        <AccountField headers={headers} value={settings.account_column} onValue={change} />
        <FormField label="Screenshots">
          {(control) => (
            <Select
              {...control}
              options={SCREENSHOT_POLICIES.map((value) => ({ value, label: WHEN[value] }))}
              value={settings.evidence?.screenshot ?? 'on_failure'}
              onValueChange={(screenshot) => change({ evidence: { ...settings.evidence, screenshot } })}
            />
          )}
        </FormField>
        <FormField label="Traces">
          {(control) => (
            <Select
              {...control}
              options={TRACE_POLICIES.map((value) => ({ value, label: WHEN[value] }))}
              value={settings.evidence?.trace ?? 'on_retry'}
              onValueChange={(trace) => change({ evidence: { ...settings.evidence, trace } })}
            />
          )}
        </FormField>
      </div>
    </details>
  );
}

interface AccountFieldProps {
  readonly headers: readonly string[];
  readonly value: string | undefined;
  readonly onValue: (change: BatchSettingsInput) => void;
}

const NO_COLUMN = '\u0000';

/** Sites that allow one sign-in a time per account refuse rows that run beside each other. */
function AccountField({ headers, value, onValue }: AccountFieldProps) {
  const options = [
    { value: NO_COLUMN, label: 'No column' },
    ...headers.filter((header) => header !== '').map((header) => ({ value: header, label: header })),
  ];
  return (
    <FormField label="One row at a time per" hint="Rows with the same value never run together">
      {(control) => (
        <Select
          {...control}
          options={options}
          value={value ?? NO_COLUMN}
          onValueChange={(column) => onValue({ account_column: column === NO_COLUMN ? undefined : column })}
        />
      )}
    </FormField>
  );
}

const toPercent = (share: number | undefined) =>
  share === undefined ? undefined : Math.round(share * 1e4) / 100;
const fromPercent = (percent: number | undefined) => (percent === undefined ? undefined : percent / 100);

interface NumberFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly placeholder?: string;
  readonly min?: number | undefined;
  readonly value: number | undefined;
  readonly error?: string | undefined;
  readonly onValue: (value: number | undefined) => void;
}

function NumberField({ label, hint, placeholder, min = 0, value, error, onValue }: NumberFieldProps) {
  return (
    <FormField label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="decimal"
          min={min}
          step="any"
          placeholder={placeholder}
          value={value ?? ''}
          onChange={(event) => onValue(event.target.value === '' ? undefined : event.target.valueAsNumber)}
        />
      )}
    </FormField>
  );
}
