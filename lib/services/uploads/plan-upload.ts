import { type BoundInputs, bindInputs, type InputBinding } from '../../automation/bind-inputs';
import type { FileColumn } from '../../automation/column-candidates';
import { planRow, type RowPlan } from '../../automation/plan-rows';
import { referencedNames } from '../../automation/referenced-names';
import type { Automation } from '../../automation/schema';
import type { BindingChoices } from '../../domain/bindings';
import { ValidationError } from '../../domain/errors';
import { getAutomation } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import { checkChoices, checkReferences } from '../batches/check-batch-input';
import { recallBindings } from '../bindings/remember-bindings';
import type { Context } from '../context';
import { secretNames } from '../secrets/secret-names';
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
  readonly row: RowPlan;
}

/**
 * What a batch of a file and an automation would do: what feeds its inputs, and one row in words. Works as soon as the
 * file's first rows are known. Nothing is stored.
 * @throws NotFoundError, ValidationError `unknown_columns`, `unknown_inputs`, ConflictError, FileProcessingError
 */
export async function planUpload(context: Context, input: PlanUploadInput): Promise<UploadPlan> {
  const upload = await findUpload(context.db, input.uploadId);
  const { rowIndex = 0, dialect } = input;
  if (input.automation === undefined) return nothingChosen(rowIndex);
  const view = await getAutomation(context, { name: input.automation, version: input.automationVersion });
  const { automation } = requireValid(view.source, view.name);
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
      secretMissing(automation, await secretNames(context.db)),
    row: rowInWords(automation, bound, sample, rowIndex, input.vars),
  };
}

function nothingChosen(rowIndex: number): UploadPlan {
  return {
    automation: null,
    inputs: [],
    unbound: [],
    reason: 'Choose what to run for each row.',
    row: { rowIndex, lines: [], problems: [] },
  };
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

function secretMissing(automation: Automation, set: ReadonlySet<string>): string | null {
  const missing = [...referencedNames(automation).secrets].filter((name) => !set.has(name));
  if (missing.length === 0) return null;
  return `There is no secret ${missing.join(', ')}: an administrator sets it under Settings, Secrets.`;
}

/** An input without a column is said once, for all rows, and not again for this one. */
function rowInWords(
  automation: Automation,
  { bindings, unbound }: BoundInputs,
  { columns, row }: SampleRows,
  rowIndex: number,
  vars: PlanUploadInput['vars'] = {},
): RowPlan {
  const headers = columns.map(({ header }) => header);
  const plan = planRow({ automation, bindings, headers, cells: row, rowIndex, vars });
  return { ...plan, problems: plan.problems.filter(({ input }) => !unbound.includes(input)) };
}
