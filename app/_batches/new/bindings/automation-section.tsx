'use client';

import Link from 'next/link';
import { FormField } from '@/app/_components/ui/form-field';
import { Notice } from '@/app/_components/ui/notice';
import { Select } from '@/app/_components/ui/select';
import { Skeleton } from '@/app/_components/ui/skeleton';
import { commandColumns } from '@/lib/automation/command-columns';
import type { BindingChoices } from '@/lib/domain/bindings';
import type { PlanJson } from '@/lib/domain/wire/plan';
import type { AutomationChoice } from '../automation-choice';
import { BY_ROW } from '../likely-automation';
import { BindingList } from './binding-list';
import { ChosenByRow } from './chosen-by-row';
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
  const options = automations.map((choice) => ({
    value: choice.name,
    label: choice.title,
    description: versionText(choice),
  }));
  const isChoosable = commandColumns(headers).length > 0;
  const byRow = automation === null ? (plan?.chosen_by_row ?? null) : null;
  const shown = plan?.automation?.name === automation ? plan : undefined;
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <div className="grid min-w-0 content-start gap-4">
        <FormField label="Run for each row">
          {(control) => (
            <Select
              {...control}
              options={isChoosable ? [BY_ROW_OPTION, ...options] : options}
              value={automation ?? (byRow ? BY_ROW : undefined)}
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
        {byRow && <ChosenByRow chosen={byRow} />}
        {automation !== null && !shown && <Skeleton className="h-40 w-full" />}
      </div>
      {words && isAbout(words, automation) && (
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

const BY_ROW_OPTION = {
  value: BY_ROW,
  label: 'What each row names',
  description: 'in its column task or command',
};

function versionText({ name, version, effect }: { name: string; version: number; effect: string }): string {
  return `${name} v${version} · ${effect === 'submit' ? 'submits something' : 'only reads'}`;
}

/** Whether a plan answers for what is chosen now: this automation, or what rows name. */
function isAbout(plan: PlanJson, automation: string | null): boolean {
  return automation === null ? plan.chosen_by_row !== null : plan.automation?.name === automation;
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
