import { isAutomationFile, readAutomationFile } from '../lib/services/automations/automation-file';
import { saveAutomation } from '../lib/services/automations/save-automation';
import type { BatchView } from '../lib/services/batches/batch-view';
import { createBatch } from '../lib/services/batches/create-batch';
import type { CreateBatchInput } from '../lib/services/batches/plan-batch';
import { removeFailedImport } from '../lib/services/batches/remove-failed-import';
import type { Context } from '../lib/services/context';
import { awaitReady } from '../lib/services/uploads/await-headers';
import { receiveUpload } from '../lib/services/uploads/receive-upload';
import { removeUnusedUpload } from '../lib/services/uploads/remove-unused-upload';
import { openCsvFile } from './open-csv-file';
import type { CreateBatchOptions } from './options';
import type { Session } from './session';
import { toSettings } from './settings';

/** Reads, checks and stores a file and makes its jobs. Whatever goes wrong on the way leaves nothing behind. */
export async function createBatchJobs(
  session: Session,
  path: string,
  options: CreateBatchOptions = {},
): Promise<BatchView> {
  const file = openCsvFile(path, session.batchConfig(options.config), session.log);
  const context = await session.context(options.config);
  const automation = await findAutomation(context, options, session.worker.id);
  const { delimiter, encoding, quote, headerRow } = options;
  const upload = await receiveUpload(context, {
    filename: file.filename,
    body: file.open(),
    readOptions: { delimiter, encoding, quote, headerRow },
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
