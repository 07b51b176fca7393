import { Command } from 'commander';
import type { BatchConfig } from '../../lib/config/batch-config';
import { checkSettings } from '../../lib/services/batches/check-batch-input';
import { createBatch } from '../../lib/services/batches/create-batch';
import { getBatch } from '../../lib/services/batches/get-batch';
import { startBatch } from '../../lib/services/batches/start-batch';
import type { LocalFile } from '../../lib/services/uploads/open-local-file';
import { receiveUpload } from '../../lib/services/uploads/receive-upload';
import { removeUnusedUpload } from '../../lib/services/uploads/remove-unused-upload';
import { awaitImport, awaitUpload } from '../await-import';
import { toSettings } from '../batch-options';
import { batchOutput } from '../batch-output';
import { chooseAutomation } from '../choose-automation';
import { readHead, withCsvFile } from '../csv-file';
import { listenForInterrupt } from '../interrupt';
import { parsePercent } from '../option-values';
import type { Output } from '../output';
import { addPlanOptions, type PlanOptions, toPlan, toReadOptions } from '../plan-options';
import { addNamedSamples } from '../rows-automations';
import { type Session, withSession } from '../session';
import type { Terminal } from '../terminal';
import { waitForBatch } from '../wait-for-batch';
import { writeOutputFolder } from '../write-export';

interface RunOptions extends PlanOptions {
  readonly name?: string;
  readonly execute: boolean;
  readonly failOver?: number;
  readonly output?: string;
  readonly jobs?: boolean;
}

export function runCommand(terminal: Terminal): Command {
  const command = new Command('run')
    .argument('<file>', 'the CSV file; - reads standard input')
    .option('--name <text>', "the batch's name (default: the file's)");
  return addPlanOptions(command)
    .option('--no-execute', 'create the batch, but do not start it')
    .option('--fail-over <percent>', 'exit 0 while no more rows go wrong, such as 5%', parsePercent)
    .option(
      '--output <folder>',
      'write results.csv, failed_rows.csv, batch_manifest.json, batch_summary.json',
    )
    .option('--jobs', 'print all rows too')
    .action((file: string, options: RunOptions) =>
      terminal.answer(() =>
        withCsvFile(terminal, file, (csv, config) => run(terminal, csv, config, options)),
      ),
    );
}

async function run(
  terminal: Terminal,
  file: LocalFile,
  config: BatchConfig,
  options: RunOptions,
): Promise<Output> {
  const settings = toSettings(options);
  const { headers } = await readHead(file, config, options);
  checkSettings(settings, headers);
  return withSession(terminal, async (session) => {
    const named = options.automation
      ? await chooseAutomation(terminal, session, options.automation, { headers, map: options.map })
      : null;
    if (!named) await addNamedSamples(terminal, session, file, { config, chosen: options });
    const batchId = await create(terminal, session, file, options, named);
    const output = await execute(terminal, session, batchId, options);
    if (options.output !== undefined) {
      const paths = await writeOutputFolder(session.context, batchId, options.output);
      terminal.log(`Written: ${paths.join(', ')}`);
    }
    return output;
  });
}

async function execute(
  terminal: Terminal,
  session: Session,
  batchId: string,
  options: RunOptions,
): Promise<Output> {
  const { context } = session;
  const { jobs: hasJobs, failOver } = options;
  if (!options.execute) return batchOutput(context, await getBatch(context, { batchId }), { hasJobs });
  await startBatch(context, { batchId });
  return waitForBatch(terminal, session, batchId, { failOver, hasJobs, onInterrupt: 'stop' });
}

/** Uploads the file and creates its batch; whatever goes wrong on the way leaves neither behind. */
async function create(
  terminal: Terminal,
  session: Session,
  file: LocalFile,
  options: RunOptions,
  automation: { name: string; version: number } | null,
): Promise<string> {
  const { context } = session;
  const interrupt = listenForInterrupt();
  await session.workers(options.concurrency).keep();
  const upload = await receiveUpload(context, {
    filename: file.filename,
    body: file.open(),
    readOptions: toReadOptions(options),
  });
  try {
    await awaitUpload(terminal, session, upload.id, interrupt);
    const batch = await createBatch(context, {
      uploadId: upload.id,
      automation: automation?.name,
      automationVersion: automation?.version,
      name: options.name,
      ...toPlan(options),
    });
    return (await awaitImport(terminal, session, batch.id, interrupt)).id;
  } catch (error) {
    await removeUnusedUpload(context, upload.id);
    throw error;
  } finally {
    interrupt.close();
  }
}
