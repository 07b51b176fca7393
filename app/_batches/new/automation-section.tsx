'use client';

import Link from 'next/link';
import { FormField } from '@/app/_components/ui/form-field';
import { Notice } from '@/app/_components/ui/notice';
import { Select } from '@/app/_components/ui/select';
import type { AutomationChoice } from './automation-choice';
import { type BatchDraft, type BindingChoice, bindingsOf } from './batch-draft';
import { BindingList } from './binding-list';
import { RowInWords } from './row-in-words';
import type { CsvPreviewJson } from './use-preview';

interface AutomationSectionProps {
  readonly automations: readonly AutomationChoice[];
  readonly draft: BatchDraft;
  readonly preview: CsvPreviewJson;
  readonly onChange: (change: Partial<BatchDraft>) => void;
}

/** What runs for each row, what it is given, and what that means for the first row. */
export function AutomationSection({ automations, draft, preview, onChange }: AutomationSectionProps) {
  const { automation, chosen } = draft;
  const bindings = bindingsOf(automation, preview.headers, chosen);
  if (automations.length === 0) return <NoAutomation />;
  const options = automations.map(({ name, title, effect, version }) => ({
    value: name,
    label: title,
    description: `${name} v${version} · ${effect === 'submit' ? 'submits something' : 'only reads'}`,
  }));
  const choose = (name: string) =>
    onChange({ automation: automations.find((choice) => choice.name === name) ?? null, chosen: {} });
  const bind = (input: string, choice: BindingChoice) => onChange({ chosen: { ...chosen, [input]: choice } });
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <div className="grid content-start gap-4">
        <FormField label="Run for each row">
          {(control) => (
            <Select
              {...control}
              options={options}
              value={automation?.name}
              onValueChange={choose}
              placeholder="Choose an automation"
            />
          )}
        </FormField>
        {automation && (
          <BindingList
            inputs={automation.inputs}
            headers={preview.headers}
            firstRow={preview.rows[0] ?? []}
            bindings={bindings}
            onBind={bind}
          />
        )}
      </div>
      {automation && (
        <RowInWords
          automation={automation}
          bindings={bindings}
          headers={preview.headers}
          firstRow={preview.rows[0] ?? []}
        />
      )}
    </div>
  );
}

function NoAutomation() {
  return (
    <Notice title="There is no automation yet">
      An automation says what the browser does for a row.{' '}
      <Link href="/automations" className="underline underline-offset-3">
        Add one
      </Link>
      , then come back: the file stays here.
    </Notice>
  );
}
