import type { CsvPreview } from '../lib/csv/preview';
import { isAutomationFile, readAutomationFile } from '../lib/services/automations/automation-file';
import { recallBindings } from '../lib/services/bindings/remember-bindings';
import { planShownRows, type RunPlan } from '../lib/services/uploads/preview-run';
import { loadAutomation } from './load-automation';
import { toBindingChoices } from './option-values';
import { withSession } from './session';
import type { Terminal } from './terminal';

export interface PlanOptions {
  readonly automation: string;
  readonly map: Readonly<Record<string, string>>;
  readonly var: Readonly<Record<string, string>>;
}

/** What an automation will do with the rows of a preview. A database is opened only for a stored automation. */
export async function previewAutomation(
  terminal: Terminal,
  table: CsvPreview,
  options: PlanOptions,
): Promise<RunPlan> {
  const choices = { chosen: toBindingChoices(options.map), vars: options.var };
  if (isAutomationFile(options.automation)) {
    const { automation } = await readAutomationFile(options.automation);
    return planShownRows(automation, table, choices);
  }
  return withSession(terminal, async (session) => {
    const { automation } = await loadAutomation(terminal, session, options.automation);
    const remembered = await recallBindings(session.context, automation.name, table.headers);
    return planShownRows(automation, table, { ...choices, remembered });
  });
}
