import { nearestWord } from '../../automation/did-you-mean';
import { planChosenRow, type RowPlan } from '../../automation/plan-rows';
import { readRowCommand } from '../../automation/row-command';
import type { RowChoices } from '../batches/row-automations';
import type { SampleRows } from './read-sample-rows';

/** What the first rows of a file choose to run. */
export interface ChosenByRow {
  /** The column in which they name it. */
  readonly column: string;
  readonly automations: readonly {
    readonly name: string;
    readonly title: string;
    readonly version: number;
    readonly effect: 'read' | 'submit';
  }[];
  /** Names that no automation has. */
  readonly unknown: readonly { readonly name: string; readonly nearest: string | null }[];
}

const SHOWN_UNKNOWN = 10;
const SHOWN_LENGTH = 100;

/**
 * What the first rows choose, or null when they do not look as if they chose: a column `task` may hold anything, so one
 * of them must name an automation that there is, or begin with @.
 */
export function readChoices(choices: RowChoices, sample: SampleRows): ChosenByRow | null {
  const { commands, automations } = choices;
  const named = sample.first.flatMap((cells) => {
    const command = readRowCommand(commands, cells);
    return command.ok ? [{ name: command.command.name, column: command.column, cells }] : [];
  });
  const known = [...automations.values()].filter(({ automation }) =>
    named.some(({ name }) => name === automation.name),
  );
  const isMarked = named.some(({ cells, column }) => (cells[column] ?? '').trimStart().startsWith('@'));
  if (known.length === 0 && !isMarked) return null;
  const unknown = new Set(named.map(({ name }) => name).filter((name) => !automations.has(name)));
  return {
    column: sample.columns[named[0]?.column ?? commands[0] ?? 0]?.header ?? '',
    automations: known.map(({ automation: { name, title }, version, effect }) => ({
      ...{ name, title, version, effect },
    })),
    unknown: [...unknown].slice(0, SHOWN_UNKNOWN).map((name) => ({
      name: name.slice(0, SHOWN_LENGTH),
      nearest: nearestWord(name, [...automations.keys()]),
    })),
  };
}

export interface ChosenRowPlan extends RowPlan {
  /** The automation that the row names, or null when it names none. */
  readonly automation: { readonly name: string; readonly version: number } | null;
}

/** What one row of the sample will do, with the automation that it names itself. */
export function planRowsChoice(
  { commands, automations }: RowChoices,
  { columns, row }: SampleRows,
  { rowIndex, vars }: { rowIndex: number; vars: Readonly<Record<string, string>> | undefined },
): ChosenRowPlan {
  const named = readRowCommand(commands, row);
  const header = named.column === null ? '' : (columns[named.column]?.header ?? '');
  const refuse = (code: string, message: string): ChosenRowPlan => ({
    ...{ rowIndex, automation: null, lines: [], problems: [{ input: header, code, message }] },
  });
  if (!named.ok) return refuse(named.code, named.message);
  const chosen = automations.get(named.command.name);
  if (!chosen) return refuse('automation_unknown', 'names no automation that there is');
  const { automation, bindings, version, fault } = chosen;
  const headers = columns.map((column) => column.header);
  const context = { automation, headers, cells: row, rowIndex, vars: vars ?? {} };
  const plan = planChosenRow(context, bindings, named.command);
  const problems =
    fault === null ? plan.problems : [{ input: header, code: 'automation_unusable', message: fault }];
  return { ...plan, problems, automation: { name: automation.name, version } };
}
