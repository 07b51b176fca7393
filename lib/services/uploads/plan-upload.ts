import { type BoundInputs, bindInputs, type InputBinding } from '../../automation/bind-inputs';
import type { FileColumn } from '../../automation/column-candidates';
import { type ColumnReading, ReadingFinder, withReadings } from '../../automation/column-readings';
import { planRow, type RowPlan } from '../../automation/plan-rows';
import type { Automation } from '../../automation/schema';
import type { Upload } from '../../db/records';
import type { BindingChoices, Bindings } from '../../domain/bindings';
import { ValidationError } from '../../domain/errors';
import { getAutomation } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import { checkChoices, checkReferences, secretMissing } from '../batches/check-batch-input';
import { offerAutomations } from '../batches/row-automations';
import { recallBindings } from '../bindings/remember-bindings';
import type { Context } from '../context';
import { secretNames } from '../secrets/secret-names';
import { sessionMissing } from '../sessions/require-session';
import { type ChosenByRow, type ChosenRowPlan, planRowsChoice, readChoices } from './chosen-by-row';
import { findUpload } from './find-upload';
import { readSampleRows, type SampleRows } from './read-sample-rows';
import type { UploadReadOptions } from './receive-upload';

export interface PlanUploadInput {
  readonly uploadId: string;
  readonly automation?: string | undefined;
  readonly automationVersion?: number | undefined;
  readonly bindings?: BindingChoices | undefined;
  readonly vars?: Readonly<Record<string, string>> | undefined;
  /** 0-based; the first row unless told otherwise. */
  readonly rowIndex?: number | undefined;
  readonly dialect?: UploadReadOptions | undefined;
}

export interface PlannedInput extends InputBinding {
  readonly title: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly defaultText: string | null;
  /** Up to three values that the input would get. */
  readonly samples: readonly string[];
}

export interface UploadPlan {
  readonly automation: {
    readonly name: string;
    readonly title: string;
    readonly version: number;
    readonly effect: 'read' | 'submit';
  } | null;
  readonly inputs: readonly PlannedInput[];
  readonly unbound: readonly string[];
  /** Why it cannot run as it stands, or null. */
  readonly reason: string | null;
  readonly row: RowPlan & Partial<Pick<ChosenRowPlan, 'automation'>>;
  /** When no automation was chosen for all rows, and the file's rows name theirs. */
  readonly chosenByRow: ChosenByRow | null;
}

/**
 * What a batch of a file and an automation would do: what feeds its inputs, and one row in words. Works as soon as the
 * file's first rows are known. Nothing is stored.
 * @throws NotFoundError, ValidationError `unknown_columns`, `unknown_inputs`, ConflictError, FileProcessingError
 */
export async function planUpload(context: Context, input: PlanUploadInput): Promise<UploadPlan> {
  const upload = await findUpload(context.db, input.uploadId);
  const { rowIndex = 0, dialect } = input;
  if (input.automation === undefined) return planChoices(context, upload, input);
  const view = await getAutomation(context, { name: input.automation, version: input.automationVersion });
  const { automation } = requireValid(view.resolved, view.name);
  const sample = await readSampleRows(context, upload, { rowIndex, dialect });
  const headers = sample.columns.map(({ header }) => header);
  const remembered = await recallBindings(context, view.name, headers);
  const bound = bindInputs(automation.inputs, sample.columns, { chosen: input.bindings, remembered });
  checkChoices(automation, bound, headers);
  const { name, title, version, effect } = view;
  return {
    automation: { name, title, version, effect },
    inputs: bound.inputs.map((one) => describeInput(one, automation, sample)),
    unbound: bound.unbound,
    reason:
      reasonAgainst(automation, bound, sample.columns, input.vars) ??
      secretMissing(automation, await secretNames(context.db)) ??
      (await sessionMissing(context.db, automation)),
    row: rowInWords(automation, bound, sample, rowIndex, input.vars),
    chosenByRow: null,
  };
}

/** The plan of a file whose rows may name their automations. */
async function planChoices(
  context: Context,
  upload: Upload,
  { rowIndex = 0, dialect, bindings, vars }: PlanUploadInput,
): Promise<UploadPlan> {
  const sample = await readSampleRows(context, upload, { rowIndex, dialect });
  const choices = await offerAutomations(context.db, sample.columns, { bindings, vars: vars ?? {} });
  const chosenByRow = choices && readChoices(choices, sample);
  const nothing = { automation: null, inputs: [], unbound: [], chosenByRow };
  if (!choices || !chosenByRow) {
    const reason = 'Choose what to run for each row.';
    return { ...nothing, reason, row: { rowIndex, lines: [], problems: [] } };
  }
  const reason =
    chosenByRow.automations.length > 0 ? null : 'None of the first rows names an automation that there is.';
  return { ...nothing, reason, row: planRowsChoice(choices, sample, { rowIndex, vars }) };
}

const SAMPLES = 3;
const SAMPLE_LENGTH = 200;

function describeInput(bound: InputBinding, automation: Automation, { first }: SampleRows): PlannedInput {
  const spec = automation.inputs[bound.input];
  return {
    ...bound,
    title: spec?.title ?? bound.input,
    type: spec?.type ?? 'string',
    isRequired: spec?.required ?? false,
    defaultText: spec?.default ?? null,
    samples: spec?.type === 'secret' ? [] : samplesOf(bound.binding, first),
  };
}

function samplesOf(binding: InputBinding['binding'], rows: SampleRows['first']): string[] {
  if (!binding) return [];
  const texts = 'constant' in binding ? [binding.constant] : rows.map((cells) => cells[binding.column] ?? '');
  return texts
    .filter((text) => text.trim() !== '')
    .slice(0, SAMPLES)
    .map((text) => text.slice(0, SAMPLE_LENGTH));
}

function reasonAgainst(
  automation: Automation,
  { unbound }: BoundInputs,
  columns: readonly FileColumn[],
  vars: PlanUploadInput['vars'],
): string | null {
  if (unbound.length > 0) {
    const titles = unbound.map((input) => automation.inputs[input]?.title ?? input).join(', ');
    return `${titles} ${unbound.length === 1 ? 'needs' : 'need'} a column or a text.`;
  }
  try {
    checkReferences(
      automation,
      columns.map(({ header }) => header),
      vars,
    );
    return null;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return error.message;
  }
}

/** How numbers and dates are written, as far as the first rows tell; the check of the whole file may know better. */
function readingsOf(
  automation: Automation,
  bindings: Bindings,
  first: SampleRows['first'],
  row: readonly string[],
): ColumnReading[] {
  const finder = new ReadingFinder(automation.inputs, bindings);
  for (const [index, cells] of [...first, row].entries()) finder.add(index, cells);
  return finder.result();
}

/** An input without a column is said once, for all rows, and not again for this one. */
function rowInWords(
  automation: Automation,
  { bindings, unbound }: BoundInputs,
  { columns, first, row }: SampleRows,
  rowIndex: number,
  vars: PlanUploadInput['vars'] = {},
): RowPlan {
  const headers = columns.map(({ header }) => header);
  const read = withReadings(bindings, readingsOf(automation, bindings, first, row));
  const plan = planRow({ automation, bindings: read, headers, cells: row, rowIndex, vars });
  return { ...plan, problems: plan.problems.filter(({ input }) => !unbound.includes(input)) };
}
