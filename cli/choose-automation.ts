import { checkBindings } from '../lib/services/batches/check-batch-input';
import { recallBindings } from '../lib/services/bindings/remember-bindings';
import { guessedBindings } from './binding-text';
import { loadAutomation } from './load-automation';
import { toBindingChoices } from './option-values';
import type { PlanOptions } from './plan-options';
import type { Session } from './session';
import type { Terminal } from './terminal';

/** Stores the automation for all rows if it is not stored yet, once it is sure that its inputs are fed. */
export async function chooseAutomation(
  terminal: Terminal,
  session: Session,
  nameOrFile: string,
  { headers, map }: { headers: readonly string[]; map: PlanOptions['map'] },
): Promise<{ name: string; version: number }> {
  const { automation, save } = await loadAutomation(terminal, session, nameOrFile);
  const { inputs } = checkBindings(
    automation,
    headers.map((header) => ({ header })),
    {
      chosen: toBindingChoices(map),
      remembered: await recallBindings(session.context, automation.name, headers),
    },
  );
  for (const line of guessedBindings(inputs)) terminal.log(line);
  return save();
}
