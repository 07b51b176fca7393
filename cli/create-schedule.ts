import type { BatchConfig } from '../lib/config/batch-config';
import { checkCron } from '../lib/cron/check-cron';
import { checkTimeZone } from '../lib/cron/check-time-zone';
import { ValidationError } from '../lib/domain/errors';
import { checkSettings } from '../lib/services/batches/check-batch-input';
import { createSchedule } from '../lib/services/schedules/create-schedule';
import type { ScheduleView } from '../lib/services/schedules/schedule-view';
import type { LocalFile } from '../lib/services/uploads/open-local-file';
import { receiveUpload } from '../lib/services/uploads/receive-upload';
import { removeUnusedUpload } from '../lib/services/uploads/remove-unused-upload';
import { awaitUpload } from './await-import';
import { chooseAutomation } from './choose-automation';
import { readHead } from './csv-file';
import { listenForInterrupt } from './interrupt';
import { type PlanOptions, toPlan, toReadOptions } from './plan-options';
import { addNamedSamples } from './rows-automations';
import type { Session } from './session';
import type { Terminal } from './terminal';

export interface ScheduleOptions extends PlanOptions {
  readonly name: string;
  readonly cron: string;
  readonly timeZone?: string;
  readonly batch?: string;
  readonly paused?: boolean;
}

/** Schedules a batch to run again. */
export function scheduleBatch(session: Session, options: ScheduleOptions): Promise<ScheduleView> {
  const { automation, batch: batchId } = options;
  if (batchId === undefined) {
    throw new ValidationError(
      'upload_missing',
      'Say what to run: a CSV file, or --batch with the id of a batch.',
    );
  }
  return createSchedule(session.context, { ...timing(options), ...toPlan(options), batchId, automation });
}

/** Uploads a file and schedules it; whatever goes wrong on the way leaves neither behind. */
export async function scheduleFile(
  terminal: Terminal,
  session: Session,
  { file, config }: { file: LocalFile; config: BatchConfig },
  options: ScheduleOptions,
): Promise<ScheduleView> {
  const { context } = session;
  const plan = toPlan(options);
  const when = checkedTiming(options);
  const { headers } = await readHead(file, config, options);
  checkSettings(plan.settings, headers);
  const named = options.automation
    ? await chooseAutomation(terminal, session, options.automation, { headers, map: options.map })
    : null;
  if (!named) await addNamedSamples(terminal, session, file, { config, chosen: options });
  const interrupt = listenForInterrupt();
  await session.workers().keep();
  const readOptions = toReadOptions(options);
  const upload = await receiveUpload(context, { filename: file.filename, body: file.open(), readOptions });
  try {
    await awaitUpload(terminal, session, upload.id, interrupt);
    const over = { uploadId: upload.id, automation: named?.name };
    return await createSchedule(context, { ...when, ...plan, ...over });
  } catch (error) {
    await removeUnusedUpload(context, upload.id);
    throw error;
  } finally {
    interrupt.close();
  }
}

/** Wrong times are found before anything is stored. */
function checkedTiming(options: ScheduleOptions): ReturnType<typeof timing> {
  const when = timing(options);
  return { ...when, cron: checkCron(when.cron), timeZone: checkTimeZone(when.timeZone) };
}

function timing({ name, cron, timeZone, paused }: ScheduleOptions) {
  const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { name, cron, timeZone: timeZone ?? ownZone, isEnabled: paused !== true };
}
