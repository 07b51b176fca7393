'use client';

import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { type BatchSettingsInput, SCREENSHOT_POLICIES, TRACE_POLICIES } from '@/lib/domain/batch-settings';
import { NumberField, NumberSettings } from '../settings/number-settings';
import { settingsSentence } from '../settings/settings-sentence';
import type { BatchDraft } from './batch-draft';

interface SettingsSectionProps {
  /** The columns of the file. */
  readonly headers: readonly string[];
  readonly draft: BatchDraft;
  readonly defaultName: string;
  readonly onChange: (change: Partial<BatchDraft>) => void;
}

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
        <NumberSettings settings={settings} onChange={change} />
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
