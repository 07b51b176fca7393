import type { BatchConfigOptions } from '../lib/config/batch-config';
import type { BindingChoices } from '../lib/domain/bindings';
import { isAutomationFile, readAutomationFile } from '../lib/services/automations/automation-file';
import { saveAutomation } from '../lib/services/automations/save-automation';
import type { BatchView } from '../lib/services/batches/batch-view';
import { type CreateBatchInput, createBatch } from '../lib/services/batches/create-batch';
import { removeFailedImport } from '../lib/services/batches/remove-failed-import';
import type { Context } from '../lib/services/context';
import { awaitReady } from '../lib/services/uploads/await-headers';
import { receiveUpload, type UploadReadOptions } from '../lib/services/uploads/receive-upload';
import { removeUnusedUpload } from '../lib/services/uploads/remove-unused-upload';
import { openCsvFile } from './open-csv-file';
import type { Session } from './session';
import { type BatchSettingsOptions, toSettings } from './settings';

/** What a batch is made of; the settings of its run stand beside the rest. */
export interface CreateBatchOptions extends UploadReadOptions, BatchSettingsOptions {
  /**
   * Name of a stored automation, or the path of a YAML file, which is kept as a version; null when each row names its
   * own in a column `task` or `command`. Without one the batch waits for `executeBatchJobs` with a row handler.
   */
  readonly automation?: string | null;
  readonly automationVersion?: number;
  /** The batch's name; default: the file's. */
  readonly name?: string;
  /** Input from a column's header, or the same text for all rows; default: by name. */
  readonly bindings?: BindingChoices;
  /** Values for the whole batch. */
  readonly vars?: Readonly<Record<string, string>>;
  /** `valid` leaves out rows that cannot run; `all` (default) refuses the file. */
  readonly rows?: 'all' | 'valid';
  /** Only the first rows. */
  readonly limit?: number;
  /** How the file is read, over the engine's own. */
  readonly config?: BatchConfigOptions;
}

/** Reads, checks and stores a file and makes its jobs. Whatever goes wrong on the way leaves nothing behind. */
export async function createBatchJobs(
  session: Session,
  path: string,
  options: CreateBatchOptions = {},
): Promise<BatchView> {
  const file = openCsvFile(path, session.batchConfig(options.config), session.log);
  const context = await session.context(options.config);
  const automation = await findAutomation(context, options, session.worker.id);
  const { delimiter, encoding } = options;
  const upload = await receiveUpload(context, {
    filename: file.filename,
    body: file.open(),
    readOptions: { ...(delimiter && { delimiter }), ...(encoding && { encoding }) },
  });
  try {
    await awaitReady(context.db, upload.id);
    const { name, bindings, vars, rows, limit } = options;
    const batch = await createBatch(context, {
      uploadId: upload.id,
      ...{ ...automation, name, bindings, vars, rows, limit, settings: toSettings(options) },
    });
    await removeFailedImport(context, batch);
    return batch;
  } catch (error) {
    await removeUnusedUpload(context, upload.id);
    throw error;
  }
}

async function findAutomation(
  context: Context,
  { automation, automationVersion }: CreateBatchOptions,
  workerId: string,
): Promise<Pick<CreateBatchInput, 'automation' | 'automationVersion' | 'onlyWorkerId'>> {
  if (automation === undefined) return { onlyWorkerId: workerId };
  if (automation === null) return {};
  if (!isAutomationFile(automation)) return { automation, automationVersion };
  const { source, fileName } = await readAutomationFile(automation);
  const { name, version } = await saveAutomation(context, { source, fileName });
  return { automation: name, automationVersion: version };
}
