import type { BindingChoices, RowBindings } from '../domain/bindings';
import { toBinding } from './bind-inputs';
import { type FileColumn, inputNames } from './column-candidates';
import { columnNames } from './column-names';
import { commandColumns } from './command-columns';
import { suggest } from './did-you-mean';
import { type CheckedInputs, checkInputs, type InputProblem } from './inputs';
import { type Command, type CommandProblemCode, parseCommand } from './parse-command';
import type { Automation } from './schema';

export type RowCommand =
  | { readonly ok: true; readonly command: Command; readonly column: number }
  | {
      readonly ok: false;
      readonly code: CommandProblemCode | 'command_missing' | 'command_twice';
      readonly message: string;
      /** 0-based; null when no column is to blame. */
      readonly column: number | null;
    };

/** What a row says about its automation. Messages never repeat the cell. */
export function readRowCommand(commands: readonly number[], cells: readonly string[]): RowCommand {
  const [column, second] = commands.filter((candidate) => (cells[candidate] ?? '').trim() !== '');
  if (column === undefined) {
    const message = 'names no automation';
    return { ok: false, code: 'command_missing', message, column: commands[0] ?? null };
  }
  if (second !== undefined) {
    const message = 'has both a task and a command: keep one of them';
    return { ok: false, code: 'command_twice', message, column: second };
  }
  const parsed = parseCommand(cells[column] ?? '');
  return parsed.ok ? { ...parsed, column } : { ...parsed, column };
}

/** Finds the columns of an automation's inputs for rows that choose: by exact name, or by it without case and accents. */
export function bindRowInputs(
  automation: Automation,
  columns: readonly FileColumn[],
  chosen: BindingChoices = {},
): RowBindings {
  const headers = columns.map(({ header }) => header);
  const commands = commandColumns(headers);
  const names = columnNames(headers);
  const choices = new Map(Object.entries(chosen));
  const bound = Object.entries(automation.inputs).map(([input, spec]) => {
    const choice = choices.get(input);
    const binding = choice === undefined ? null : toBinding(choice, columns);
    if (binding && 'constant' in binding) return [input, { constant: binding.constant }] as const;
    const named = binding
      ? [binding.column]
      : [names.param(input), names.exact(input) ?? onlyOne(inputNames(input, spec).map(names.plain))];
    const found = named.filter((column) => column !== undefined && !commands.includes(column));
    return [input, { columns: [...new Set(found)] as number[] }] as const;
  });
  return { commands, inputs: Object.fromEntries(bound) };
}

function onlyOne(found: readonly (number | undefined)[]): number | undefined {
  const columns = new Set(found.filter((column) => column !== undefined));
  return columns.size === 1 ? [...columns][0] : undefined;
}

/** The inputs of a row that chose this automation, checked. `command` is the row's own. */
export function checkRowInputs(
  automation: Automation,
  bindings: RowBindings,
  cells: readonly string[],
  command: Command,
): CheckedInputs {
  const { inputs } = automation;
  const texts = new Map(
    Object.keys(inputs).map((input) => [input, inputText(bindings, input, cells, command)]),
  );
  const { values, problems } = checkInputs(inputs, texts);
  const unknown = [...command.values.keys()].filter((key) => !Object.hasOwn(inputs, key));
  return { values, problems: [...problems, ...unknown.map((key) => unknownInput(key, automation))] };
}

function inputText(bindings: RowBindings, input: string, cells: readonly string[], command: Command): string {
  const source = Object.hasOwn(bindings.inputs, input) ? bindings.inputs[input] : undefined;
  if (source && 'constant' in source) return source.constant;
  const filled = source?.columns.find((column) => (cells[column] ?? '').trim() !== '');
  return filled === undefined ? (command.values.get(input) ?? '') : (cells[filled] ?? '');
}

function unknownInput(key: string, automation: Automation): InputProblem {
  const near = suggest(key, Object.keys(automation.inputs));
  return { input: automation.name, code: 'input_unknown', message: `has no such input.${near}` };
}

/** The column that a problem of an input is about: its own, else the one with the command. */
export function columnToBlame(
  bindings: RowBindings,
  input: string,
  cells: readonly string[],
  commandColumn: number,
): number {
  const source = Object.hasOwn(bindings.inputs, input) ? bindings.inputs[input] : undefined;
  if (!source || 'constant' in source) return commandColumn;
  const filled = source.columns.find((column) => (cells[column] ?? '').trim() !== '');
  return filled ?? source.columns[0] ?? commandColumn;
}
