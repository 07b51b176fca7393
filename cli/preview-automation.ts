import { inputTexts } from '../lib/automation/create-scope';
import { describeRow } from '../lib/automation/describe-run';
import { checkInputs } from '../lib/automation/inputs';
import type { Automation } from '../lib/automation/schema';
import type { CsvPreview } from '../lib/csv/preview';
import type { Bindings } from '../lib/domain/bindings';
import { toRowData } from '../lib/domain/wire/job';
import { isAutomationFile, readAutomationFile } from '../lib/services/automations/automation-file';
import { checkBindings } from '../lib/services/batches/check-batch-input';
import { loadAutomation } from './load-automation';
import { withSession } from './session';
import type { Terminal } from './terminal';

export interface RowPlan {
  /** 1-based */
  readonly row: number;
  /** One line per step, in words. */
  readonly steps: readonly string[];
  /** Why the row cannot run; then its steps are not done. */
  readonly problems: readonly string[];
}

export interface RunPreview {
  readonly automation: { readonly name: string; readonly title: string; readonly effect: 'read' | 'submit' };
  readonly bindings: Bindings;
  readonly row_plans: readonly RowPlan[];
}

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
): Promise<RunPreview> {
  const { automation } = isAutomationFile(options.automation)
    ? await readAutomationFile(options.automation)
    : await withSession(terminal, (session) => loadAutomation(terminal, session, options.automation));
  const { name, title, effect } = automation;
  const bindings = checkBindings(automation, table.headers, options.map);
  const vars = new Map(Object.entries(options.var));
  const row_plans = table.rows.map((cells, rowIndex) =>
    planRow(automation, bindings, table.headers, cells, { rowIndex, vars }),
  );
  return { automation: { name, title, effect }, bindings, row_plans };
}

function planRow(
  automation: Automation,
  bindings: Bindings,
  headers: readonly string[],
  cells: readonly string[],
  { rowIndex, vars }: { rowIndex: number; vars: ReadonlyMap<string, string> },
): RowPlan {
  const { values, problems } = checkInputs(automation.inputs, inputTexts(bindings, cells));
  const steps = describeRow(automation, {
    input: values,
    row: new Map(Object.entries(toRowData(headers, cells))),
    var: vars,
    secret: new Map(),
    batch: { id: 'preview' },
    job: { rowNumber: rowIndex + 1 },
  });
  const texts = problems.map((problem) => `${problem.input}: ${problem.message}`);
  return { row: rowIndex + 1, steps, problems: texts };
}
