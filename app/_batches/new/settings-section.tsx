'use client';

import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { type BatchSettingsInput, SCREENSHOT_POLICIES, TRACE_POLICIES } from '@/lib/domain/batch-settings';
import type { BatchDraft } from './batch-draft';
import { settingFault, settingsSentence } from './settings-sentence';

interface SettingsSectionProps {
  readonly draft: BatchDraft;
  readonly defaultName: string;
  readonly onChange: (change: Partial<BatchDraft>) => void;
}

type NumberKey = 'concurrency' | 'max_retries' | 'retry_delay' | 'row_timeout' | 'break_at_equal_failures';

const NUMBERS: readonly { key: NumberKey; label: string; hint: string; standard: number }[] = [
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
];

const WHEN: Readonly<Record<(typeof TRACE_POLICIES)[number], string>> = {
  never: 'Never',
  on_failure: 'When a row fails',
  on_retry: 'From the second attempt on',
  always: 'Always',
};

/** Folded away with its defaults in one sentence: most batches need none of it. */
export function SettingsSection({ draft, defaultName, onChange }: SettingsSectionProps) {
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
        {NUMBERS.map(({ key, label, hint, standard }) => (
          <NumberField
            key={key}
            label={label}
            hint={hint}
            placeholder={String(standard)}
            value={settings[key]}
            error={settingFault(settings, key)}
            onValue={(value) => change({ [key]: value })}
          />
        ))}
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

interface NumberFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly placeholder?: string;
  readonly value: number | undefined;
  readonly error?: string | undefined;
  readonly onValue: (value: number | undefined) => void;
}

function NumberField({ label, hint, placeholder, value, error, onValue }: NumberFieldProps) {
  return (
    <FormField label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="decimal"
          min={0}
          step="any"
          placeholder={placeholder}
          value={value ?? ''}
          onChange={(event) => onValue(event.target.value === '' ? undefined : event.target.valueAsNumber)}
        />
      )}
    </FormField>
  );
}
