import { type BoundInputs, bindInputs } from '../../automation/bind-inputs';
import { planRow, type RowPlan } from '../../automation/plan-rows';
import type { Automation } from '../../automation/schema';
import type { CsvPreview } from '../../csv/preview';
import type { BindingChoices, Bindings } from '../../domain/bindings';
import { getAutomation } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import { checkChoices } from '../batches/check-batch-input';
import { recallBindings } from '../bindings/remember-bindings';
import type { Context } from '../context';
import { type PreviewUploadInput, previewUpload } from './preview-upload';

export interface PreviewRunInput extends PreviewUploadInput {
  readonly automation: string;
  readonly automationVersion?: number | undefined;
}

export interface RunPlan extends Pick<BoundInputs, 'bindings' | 'inputs' | 'unbound'> {
  readonly automation: Automation;
  readonly plans: readonly RowPlan[];
}

/** A file's preview with what its first rows would do. @throws NotFoundError, ValidationError, FileProcessingError */
export async function previewRun(
  context: Context,
  input: PreviewRunInput,
): Promise<RunPlan & { readonly preview: CsvPreview }> {
  const version = { name: input.automation, version: input.automationVersion };
  const { resolved, name } = await getAutomation(context, version);
  const { automation } = requireValid(resolved, name);
  const preview = await previewUpload(context, input);
  const remembered = await recallBindings(context, name, preview.headers);
  return { preview, ...planShownRows(automation, preview, { remembered }) };
}

/** What an automation would do with the rows that a preview shows. @throws ValidationError for choices that lead nowhere */
export function planShownRows(
  automation: Automation,
  { headers, rows }: Pick<CsvPreview, 'headers' | 'rows'>,
  options: {
    readonly chosen?: BindingChoices;
    readonly remembered?: Bindings;
    readonly vars?: Readonly<Record<string, string>>;
  },
): RunPlan {
  const columns = headers.map((header) => ({ header }));
  const { vars = {}, ...choices } = options;
  const bound = bindInputs(automation.inputs, columns, choices);
  checkChoices(automation, bound, headers);
  const { bindings, inputs, unbound } = bound;
  const plans = planEach(automation, { headers, rows }, bindings, vars);
  return { automation, bindings, inputs, unbound, plans };
}

/** The same with other bindings: those with the reading of every column. */
export function planEach(
  automation: Automation,
  { headers, rows }: Pick<CsvPreview, 'headers' | 'rows'>,
  bindings: Bindings,
  vars: Readonly<Record<string, string>>,
): RowPlan[] {
  return rows.map((cells, rowIndex) => planRow({ automation, bindings, headers, cells, rowIndex, vars }));
}
