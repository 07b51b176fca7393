import { type BatchSettingsInput, batchSettingsSchema } from '@/lib/domain/batch-settings';
import type { AutomationChoice, InputChoice } from './automation-choice';
import type { CsvPreviewJson } from './use-preview';

/** Where an input's value comes from: a column of the file, or one text for all rows. */
export type BindingChoice = { readonly header: string } | { readonly constant: string };
export type BindingChoices = Readonly<Record<string, BindingChoice>>;

/** How the file shall be read, where a person decided otherwise than what was found. */
export interface DialectChoice {
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly quote?: string;
  readonly header_row?: number;
}

export interface BatchDraft {
  readonly name: string;
  readonly dialect: DialectChoice;
  readonly automation: AutomationChoice | null;
  /** A person's choices; the others are bound by name. */
  readonly chosen: BindingChoices;
  readonly onlyValidRows: boolean;
  readonly limit: number | null;
  readonly settings: BatchSettingsInput;
}

export const EMPTY_DRAFT: BatchDraft = {
  name: '',
  dialect: {},
  automation: null,
  chosen: {},
  onlyValidRows: false,
  limit: null,
  settings: {},
};

/** "Order no." and "order_no" are the same name to people. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every input's source: what a person chose, else the column of the same name. */
export function bindingsOf(
  automation: AutomationChoice | null,
  headers: readonly string[],
  chosen: BindingChoices,
): BindingChoices {
  const entries = (automation?.inputs ?? []).flatMap((input) => {
    const choice = chosen[input.name] ?? columnFor(input, headers);
    const isGone = choice && 'header' in choice && !headers.includes(choice.header);
    return choice && !isGone ? [[input.name, choice] as const] : [];
  });
  return Object.fromEntries(entries);
}

function columnFor(input: InputChoice, headers: readonly string[]): BindingChoice | undefined {
  const header =
    headers.find((name) => name.trim() === input.name) ??
    headers.find((name) => [plain(input.name), plain(input.title)].includes(plain(name)));
  return header === undefined ? undefined : { header };
}

/** Inputs that the automation needs and that nothing fills. */
export function unboundInputs(automation: AutomationChoice | null, bindings: BindingChoices): InputChoice[] {
  return (automation?.inputs ?? []).filter((input) => input.isRequired && !(input.name in bindings));
}

/** The automation whose needed inputs the file's columns fill by name, when it is the only one. */
export function likelyAutomation(
  automations: readonly AutomationChoice[],
  headers: readonly string[],
): AutomationChoice | null {
  const fitting = automations.filter(
    (automation) => unboundInputs(automation, bindingsOf(automation, headers, {})).length === 0,
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** What stands against running, in the order in which a person meets it; empty when nothing does. */
export function obstacles(draft: BatchDraft, preview: CsvPreviewJson): string[] {
  const { automation } = draft;
  if (!batchSettingsSchema.safeParse(draft.settings).success) return ['One of the settings is not valid.'];
  const fileFault = preview.problems.find(
    (problem) => problem.severity === 'error' && problem.row === undefined,
  );
  if (fileFault) return [fileFault.message];
  if (preview.row_count === 0) return ['The file has no rows.'];
  const rowFaults = preview.problems.filter((problem) => problem.severity === 'error');
  const found =
    rowFaults.length > 0 && !draft.onlyValidRows
      ? ['Some rows cannot be used: choose to leave them out, or mend the file.']
      : [];
  if (!automation) return [...found, 'Choose what to run for each row.'];
  const missing = unboundInputs(automation, bindingsOf(automation, preview.headers, draft.chosen));
  if (missing.length === 0) return found;
  const names = missing.map((input) => input.title).join(', ');
  return [...found, `${names} ${missing.length === 1 ? 'needs' : 'need'} a column or a text.`];
}

/** How many rows a run would take at most. */
export function rowsToRun(draft: BatchDraft, preview: CsvPreviewJson): number {
  const bad = new Set(
    preview.problems
      .filter(({ severity, row }) => severity === 'error' && row !== undefined)
      .map(({ row }) => row),
  );
  const usable = preview.row_count - (draft.onlyValidRows ? bad.size : 0);
  return draft.limit === null ? usable : Math.min(draft.limit, usable);
}

/** The body of `POST /batches`. */
export function toRequest(draft: BatchDraft, uploadId: string, preview: CsvPreviewJson, isStarted: boolean) {
  const bindings = bindingsOf(draft.automation, preview.headers, draft.chosen);
  const entries = Object.entries(bindings).map(([input, choice]) => [
    input,
    'header' in choice ? choice.header : choice,
  ]);
  return {
    upload_id: uploadId,
    automation: draft.automation?.name,
    automation_version: draft.automation?.version,
    bindings: Object.fromEntries(entries),
    rows: draft.onlyValidRows ? 'valid' : 'all',
    settings: draft.settings,
    start: isStarted,
    ...(Object.keys(draft.dialect).length > 0 ? { dialect: draft.dialect } : {}),
    ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }),
    ...(draft.limit === null ? {} : { limit: draft.limit }),
  };
}
