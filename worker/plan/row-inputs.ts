import { type CheckedInputs, checkCells } from '../../lib/automation/inputs';
import { checkRowInputs, readRowCommand } from '../../lib/automation/row-command';
import type { Automation } from '../../lib/automation/schema';
import type { BatchPlan } from '../../lib/db/batch-plan';
import type { StepFault } from '../attempt/step-failure';

type RowInputs =
  | { readonly ok: true; readonly values: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly fault: StepFault };

/** The checked inputs of one row, from the batch's columns or from the command with which the row chose. */
export function readRowInputs(plan: BatchPlan, automation: Automation, cells: readonly string[]): RowInputs {
  if (!plan.rowBindings) return toInputs(checkCells(automation.inputs, plan.bindings, cells));
  const named = readRowCommand(plan.rowBindings.commands, cells);
  if (!named.ok) return fault(named.code, `the command ${named.message}`);
  // An edit of the file's row: the batch knows nothing of it, and this automation is not what the row asks for now.
  if (named.command.name !== plan.automationName) {
    const message = `The row names another automation than ${plan.automationName}, which it chose when the batch was made: edit the row in the batch.`;
    return fault('automation_changed', message);
  }
  return toInputs(checkRowInputs(automation, plan.rowBindings, cells, named.command));
}

function toInputs({ values, problems }: CheckedInputs): RowInputs {
  const [problem] = problems;
  if (!problem) return { ok: true, values };
  return fault(problem.code, problems.map((one) => `${one.input} ${one.message}`).join('; '));
}

function fault(code: string, message: string): RowInputs {
  return { ok: false, fault: { kind: 'input', code, message } };
}
