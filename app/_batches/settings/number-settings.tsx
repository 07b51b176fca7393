'use client';

import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import type { BatchSettingsInput } from '@/lib/domain/batch-settings';
import { settingFault } from './settings-sentence';

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
  { key: 'rate_per_minute', label: 'Rows a minute', hint: 'At most; 0 sets no limit', standard: 0 },
  { key: 'canary', label: 'First rows to look at', hint: 'Then it waits for you; 0 runs all', standard: 0 },
  { key: 'priority', label: 'Priority', hint: 'Above 0 before other batches', standard: 0, min: -100 },
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
  { key: 'max_retries', label: 'Retries', hint: 'Only failures that can heal are retried', standard: 3 },
  {
    key: 'retry_delay',
    label: 'Seconds before the first retry',
    hint: 'Doubles each time, up to 60',
    standard: 1,
  },
  { key: 'row_timeout', label: 'Seconds a row may take', hint: 'Then it counts as failed', standard: 300 },
  { key: 'step_timeout', label: 'Seconds a step may take', hint: 'Unless it says itself', standard: 10 },
];

interface NumberSettingsProps {
  readonly settings: BatchSettingsInput;
  readonly onChange: (change: BatchSettingsInput) => void;
}

/** The settings that are numbers, each with what is wrong with it. */
export function NumberSettings({ settings, onChange }: NumberSettingsProps) {
  return NUMBERS.map(({ key, label, hint, standard, isPercent, min }) => (
    <NumberField
      key={key}
      label={label}
      hint={hint}
      placeholder={String(standard)}
      min={min}
      value={isPercent ? toPercent(settings[key]) : settings[key]}
      error={settingFault(settings, key)}
      onValue={(value) => onChange({ [key]: isPercent ? fromPercent(value) : value })}
    />
  ));
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

export function NumberField({ label, hint, placeholder, min = 0, value, error, onValue }: NumberFieldProps) {
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
