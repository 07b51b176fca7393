import type { Automation } from '../../automation/schema';
import type { Upload } from '../../db/records';
import type { BatchSettings, BatchSettingsInput } from '../../domain/batch-settings';
import type { BindingChoices, Bindings } from '../../domain/bindings';
import { ValidationError } from '../../domain/errors';
import { type AutomationView, getAutomation } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import { recallBindings } from '../bindings/remember-bindings';
import type { Context } from '../context';
import { secretNames } from '../secrets/secret-names';
import { requireSession } from '../sessions/require-session';
import { awaitHeaders } from '../uploads/await-headers';
import { fileColumns } from '../uploads/file-columns';
import type { UploadReadOptions } from '../uploads/receive-upload';
import { rereadUpload } from '../uploads/reread-upload';
import { checkBindings, checkReferences, checkSettings } from './check-batch-input';
import { refuseUnusable } from './refuse-unusable';
import { offerAutomations, toPins } from './row-automations';

export interface CreateBatchInput {
  readonly uploadId: string;
  /** Name of a stored automation; absent when each row names its own in a column `task` or `command`. */
  readonly automation?: string | undefined;
  /** Instead of an automation: a function handles the rows, in the process of this worker and nowhere else. */
  readonly onlyWorkerId?: string | undefined;
  readonly automationVersion?: number | undefined;
  readonly name?: string | undefined;
  readonly bindings?: BindingChoices | undefined;
  readonly vars?: Readonly<Record<string, string>> | undefined;
  /** `all` (default) refuses a file with unusable rows; `valid` leaves those rows out. */
  readonly rows?: 'all' | 'valid' | undefined;
  /** Only the first rows that are usable. */
  readonly limit?: number | undefined;
  /** Read the file in this way instead of the way it was read. */
  readonly dialect?: UploadReadOptions | undefined;
  readonly settings?: BatchSettingsInput | undefined;
  /** Run as soon as the rows are in. */
  readonly start?: boolean | undefined;
}

/** What a batch would be made of, everything checked. */
export interface BatchPlan {
  readonly upload: Upload;
  /** Null when each row chooses its automation, or a function of one process handles the rows. */
  readonly chosen: { readonly version: AutomationView; readonly automation: Automation } | null;
  readonly settings: BatchSettings;
  readonly bindings: Bindings;
  /** The automations that rows may choose, in their newest versions. */
  readonly perRow: ReturnType<typeof toPins>;
}

/**
 * Checks what a batch would be made of; only a `dialect` changes something, how the file is read.
 * @throws NotFoundError, ValidationError, FileProcessingError
 */
export async function planBatch(context: Context, input: CreateBatchInput): Promise<BatchPlan> {
  const chosen =
    input.automation === undefined ? null : await requireAutomation(context, input.automation, input);
  if (input.dialect) await rereadUpload(context, { uploadId: input.uploadId, readOptions: input.dialect });
  const upload = await awaitHeaders(context.db, input.uploadId);
  const settings = checkSettings(input.settings, upload.headers);
  const bindings = chosen ? await checkPlan(context, chosen, upload, input) : {};
  const perRow = chosen || input.onlyWorkerId !== undefined ? [] : await pinsOf(context, upload, input);
  await refuseUnusable(context, upload, input.rows ?? 'all');
  return { upload, chosen, settings, bindings, perRow };
}

/** What the rows of a file may choose; later versions do not change what is pinned here. */
async function pinsOf(context: Context, upload: Upload, input: CreateBatchInput) {
  const choices = await offerAutomations(context.db, fileColumns(upload), { bindings: input.bindings });
  if (choices && input.automationVersion === undefined) return toPins(choices);
  throw new ValidationError(
    'automation_missing',
    'Say which automation runs for each row, or let each row name its own in a column task or command.',
  );
}

async function requireAutomation(context: Context, name: string, input: CreateBatchInput) {
  const version = await getAutomation(context, { name, version: input.automationVersion });
  const { automation } = requireValid(version.resolved, version.name, await secretNames(context.db));
  await requireSession(context.db, automation);
  return { version, automation };
}

/** The bindings of a batch whose automation can run with this file. */
async function checkPlan(
  context: Context,
  { version, automation }: Awaited<ReturnType<typeof requireAutomation>>,
  upload: Upload,
  input: CreateBatchInput,
): Promise<Bindings> {
  const { bindings } = checkBindings(automation, fileColumns(upload), {
    chosen: input.bindings,
    remembered: await recallBindings(context, version.name, upload.headers),
  });
  checkReferences(automation, upload.headers, input.vars);
  return bindings;
}
