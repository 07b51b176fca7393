import type { z } from 'zod';
import { type BatchSettingsInput, batchSettingsSchema } from '@/lib/domain/batch-settings';
import type { BindingChoices } from '@/lib/domain/bindings';
import type { CheckJson } from '@/lib/domain/wire/check';
import type { PlanJson } from '@/lib/domain/wire/plan';
import type { readOptionsSchema } from '@/lib/domain/wire/read-options';
import type { UploadJson } from '@/lib/domain/wire/upload';
import type { TryQuestion } from '../try/use-try';
import { accountFor } from './accounting';

/** How the file shall be read, where a person decided otherwise than what was found. */
export type DialectChoice = z.input<typeof readOptionsSchema>;

export interface BatchDraft {
  readonly name: string;
  /** Name of the automation that a person chose, or BY_ROW; null: the one that fits. */
  readonly automation: string | null;
  /** A person's choices; the others are bound by name. */
  readonly bindings: BindingChoices;
  /** Of a batch that is made again. */
  readonly vars: Readonly<Record<string, string>>;
  /** Rows that cannot run are left out. */
  readonly onlyValidRows: boolean;
  /** Undefined: the one found in the file; null: none. */
  readonly keyColumn: string | null | undefined;
  readonly skipDone: boolean;
  readonly limit: number | null;
  readonly settings: BatchSettingsInput;
}

export const EMPTY_DRAFT: BatchDraft = {
  name: '',
  automation: null,
  bindings: {},
  vars: {},
  onlyValidRows: false,
  keyColumn: undefined,
  skipDone: false,
  limit: null,
  settings: {},
};

/** Everything a run depends on, as far as it is known. */
export interface Intake {
  readonly draft: BatchDraft;
  readonly upload: UploadJson;
  readonly keyColumn: string | null;
  readonly plan: PlanJson | undefined;
  readonly check: CheckJson | undefined;
  /** Something that was changed has not been answered yet. */
  readonly isSettling: boolean;
}

/** What stands against running; `canLeaveOut`: leaving rows out removes it. */
export interface Obstacle {
  readonly text: string;
  readonly canLeaveOut?: boolean;
}

/** In the order in which a person meets them; empty when nothing stands against running. */
export function obstacles({ draft, upload, plan, check, isSettling }: Intake): Obstacle[] {
  if (upload.state === 'rejected') return [{ text: upload.message ?? 'The file cannot be read.' }];
  if (upload.state !== 'ready') return [{ text: 'The file is still being read.' }];
  if (!batchSettingsSchema.safeParse(draft.settings).success) {
    return [{ text: 'One of the settings is not valid.' }];
  }
  const fault = check?.groups.find((group) => group.severity === 'error' && group.row_count === 0);
  if (fault) return [{ text: fault.message }];
  if (upload.row_count === 0) return [{ text: 'The file has no rows.' }];
  if (plan?.reason) return [{ text: plan.reason }];
  if (!plan || isSettling || !check) return [{ text: 'Looking at the rows …' }];
  return rowObstacles(draft, check);
}

function rowObstacles(draft: BatchDraft, check: CheckJson): Obstacle[] {
  if (check.state === 'failed') return [{ text: check.error ?? 'The rows could not be checked.' }];
  if (check.state !== 'done') return [{ text: 'The rows are still being checked.' }];
  const { runCount } = accountFor(check, draft);
  if (runCount === 0) return [{ text: 'No row is left that can run.' }];
  if (check.invalid_count === 0 || draft.onlyValidRows) return [];
  return [{ text: 'Some rows cannot run: correct or drop them, or leave them out.', canLeaveOut: true }];
}

/** What feeds every input, as the page shows it, in the words of a request. */
export function shownBindings(plan: PlanJson): BindingChoices {
  return Object.fromEntries(
    plan.inputs.flatMap(({ name, binding }) => {
      if (!binding) return [];
      return [[name, 'constant' in binding ? { constant: binding.constant } : { column: binding.column }]];
    }),
  );
}

/** What a try of a row asks; null while something that it needs is missing. */
export function tryQuestion({ upload, plan, isSettling }: Intake): TryQuestion | null {
  const isReady = upload.state === 'ready' && upload.row_count > 0 && !isSettling;
  if (!isReady || !plan?.automation || plan.unbound.length > 0) return null;
  const { name, version } = plan.automation;
  return { uploadId: upload.id, automation: { name, version }, bindings: shownBindings(plan) };
}

/** The body of `POST /batches`. */
export function toRequest({ draft, upload, plan, keyColumn }: Intake, isStarted: boolean) {
  const { name, limit, onlyValidRows, skipDone } = draft;
  return {
    upload_id: upload.id,
    automation: plan?.automation?.name,
    automation_version: plan?.automation?.version,
    bindings: plan ? shownBindings(plan) : {},
    ...(Object.keys(draft.vars).length === 0 ? {} : { vars: draft.vars }),
    rows: onlyValidRows ? 'valid' : 'all',
    settings: {
      ...draft.settings,
      ...(keyColumn === null ? {} : { key_column: keyColumn }),
      ...(keyColumn !== null && skipDone ? { skip_done: true } : {}),
    },
    start: isStarted,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(limit === null ? {} : { limit }),
  };
}
