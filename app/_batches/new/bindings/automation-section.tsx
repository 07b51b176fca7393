'use client';

import Link from 'next/link';
import { FormField } from '@/app/_components/ui/form-field';
import { Notice } from '@/app/_components/ui/notice';
import { Select } from '@/app/_components/ui/select';
import { Skeleton } from '@/app/_components/ui/skeleton';
import type { BindingChoices } from '@/lib/domain/bindings';
import type { PlanJson } from '@/lib/domain/wire/plan';
import type { AutomationChoice } from '../automation-choice';
import { BindingList } from './binding-list';
import { RowInWords } from './row-in-words';

interface AutomationSectionProps {
  readonly automations: readonly AutomationChoice[];
  /** Name of the one that runs; null when nothing is chosen. */
  readonly automation: string | null;
  readonly headers: readonly string[];
  readonly rowCount: number;
  readonly chosen: BindingChoices;
  readonly plan: PlanJson | undefined;
  /** The plan of the row at `rowIndex`. */
  readonly words: PlanJson | undefined;
  /** Input -> how its column is read. */
  readonly readings: ReadonlyMap<string, string>;
  readonly isSettling: boolean;
  readonly rowIndex: number;
  readonly onRow: (rowIndex: number) => void;
  readonly onAutomation: (name: string) => void;
  readonly onBind: (input: string, choice: BindingChoices[string]) => void;
}

/** What runs for each row, what it is given, and what that means for one row. */
export function AutomationSection(props: AutomationSectionProps) {
  const { automations, automation, plan, words, headers, chosen } = props;
  if (automations.length === 0) return <NoAutomation />;
  const options = automations.map(({ name, title, effect, version }) => ({
    value: name,
    label: title,
    description: `${name} v${version} · ${effect === 'submit' ? 'submits something' : 'only reads'}`,
  }));
  const shown = plan?.automation?.name === automation ? plan : undefined;
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <div className="grid min-w-0 content-start gap-4">
        <FormField label="Run for each row">
          {(control) => (
            <Select
              {...control}
              options={options}
              value={automation ?? undefined}
              onValueChange={props.onAutomation}
              placeholder="Choose an automation"
            />
          )}
        </FormField>
        {shown && (
          <BindingList
            inputs={shown.inputs}
            headers={headers}
            chosen={chosen}
            readings={props.readings}
            onBind={props.onBind}
          />
        )}
        {automation !== null && !shown && <Skeleton className="h-40 w-full" />}
      </div>
      {words?.automation?.name === automation && words && (
        <RowInWords
          plan={words}
          isSettling={props.isSettling}
          rowIndex={props.rowIndex}
          rowCount={props.rowCount}
          onRow={props.onRow}
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
