import { nearestWord } from '../../automation/did-you-mean';
import { checkRowInputs, columnToBlame, type RowCommand, readRowCommand } from '../../automation/row-command';
import type { RowAutomation, RowChoices } from '../batches/row-automations';
import { inputAdvice } from './input-advice';
import type { RowChecker, RowProblem } from './row-checker';

/** Checks rows that choose their automation, and tells which one each chose. */
export interface RowChoiceChecker extends RowChecker {
  /** The number of the automation that the row names, or null when there is none of this name. */
  automationNo(cells: readonly string[]): number | null;
}

export function rowChoiceChecker({ commands, automations }: RowChoices): RowChoiceChecker {
  const names = [...automations.keys()];
  const chosenBy = (cells: readonly string[]): RowAutomation | undefined => {
    const named = readRowCommand(commands, cells);
    return named.ok ? automations.get(named.command.name) : undefined;
  };
  return {
    automationNo: (cells) => chosenBy(cells)?.no ?? null,
    automationId: (cells) => chosenBy(cells)?.automationId ?? null,
    check: (cells) => {
      const named = readRowCommand(commands, cells);
      if (!named.ok) return [commandProblem(named)];
      const chosen = automations.get(named.command.name);
      if (!chosen) return [unknownAutomation(named.command.name, names, named.column)];
      if (chosen.fault !== null) return [unusable(chosen.fault, named.column)];
      return inputProblems(chosen, cells, named);
    },
  };
}

function commandProblem({ code, message, column }: Exclude<RowCommand, { ok: true }>): RowProblem {
  return {
    ...{ code, column, input: null, severity: 'error' },
    message: code.startsWith('command_missing') ? `the row ${message}` : `the command ${message}`,
    advice: 'Write @name key=value, for example @order-status order_id="AB-0001", or drop the row.',
  };
}

/** The cell itself stands beside the problem; equal words make one group of all rows that are near the same name. */
function unknownAutomation(name: string, names: readonly string[], column: number): RowProblem {
  const near = nearestWord(name, names);
  const hint = near === null ? '' : `; did you mean ${near}?`;
  return {
    ...{ code: 'automation_unknown', column, input: null, severity: 'error' },
    message: `no automation has this name${hint}`,
    advice:
      'Write the name exactly as the list of automations shows it, add the automation, or drop the row.',
  };
}

function unusable(fault: string, column: number): RowProblem {
  return {
    ...{ code: 'automation_unusable', column, input: null, severity: 'error' },
    message: fault.replace(/\.$/, ''),
    advice: 'Give what it needs, let the rows name another automation, or drop them.',
  };
}

function inputProblems(
  { automation, bindings }: RowAutomation,
  cells: readonly string[],
  named: Extract<RowCommand, { ok: true }>,
): RowProblem[] {
  const { problems } = checkRowInputs(automation, bindings, cells, named.command);
  const hasSecret = Object.values(automation.inputs).some(({ type }) => type === 'secret');
  return problems.map(({ input, code, message }) => {
    const column = columnToBlame(bindings, input, cells, named.column);
    // A command holds the texts of all its inputs.
    const isSecret = automation.inputs[input]?.type === 'secret' || (hasSecret && column === named.column);
    return {
      ...{ code, column, input: Object.hasOwn(automation.inputs, input) ? input : null, isSecret },
      severity: 'error',
      message: `${input} ${message}`,
      advice: inputAdvice(code),
    };
  });
}
