import type { ByteSource } from '../lib/csv/inspect-bytes';
import type { CsvPreview } from '../lib/csv/preview';
import type { ReadOptions } from '../lib/csv/read-settings';
import { isAutomationFile, readAutomationFile } from '../lib/services/automations/automation-file';
import { recallBindings } from '../lib/services/bindings/remember-bindings';
import { checkFile, type FileCheck } from '../lib/services/checks/check-file';
import { planEach, planShownRows, type RunPlan } from '../lib/services/uploads/preview-run';
import { loadAutomation } from './load-automation';
import { toBindingChoices } from './option-values';
import { withSession } from './session';
import type { Terminal } from './terminal';

export interface PlanOptions {
  readonly automation: string;
  readonly map: Readonly<Record<string, string>>;
  readonly var: Readonly<Record<string, string>>;
}

export interface CheckedPlan extends RunPlan {
  /** All rows of the file against the automation. */
  readonly check: FileCheck;
}

/**
 * What an automation will do with the rows of a preview, and what is wrong with all rows of the file for it. A
 * database is opened only for a stored automation.
 * @param file how the file was read for the preview
 */
export async function previewAutomation(
  terminal: Terminal,
  table: CsvPreview,
  file: { readonly open: ByteSource; readonly options: ReadOptions },
  options: PlanOptions,
): Promise<CheckedPlan> {
  const plan = await planOf(terminal, table, options);
  const check = await checkFile(file.open, file.options, plan.automation, plan.bindings);
  const { bindings } = check;
  return { ...plan, bindings, plans: planEach(plan.automation, table, bindings, options.var), check };
}

async function planOf(terminal: Terminal, table: CsvPreview, options: PlanOptions): Promise<RunPlan> {
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
