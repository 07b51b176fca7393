import { Command } from 'commander';
import type { BatchConfig } from '../../lib/config/batch-config';
import { checkBindings, checkSettings } from '../../lib/services/batches/check-batch-input';
import { createBatch } from '../../lib/services/batches/create-batch';
import { getBatch } from '../../lib/services/batches/get-batch';
import { startBatch } from '../../lib/services/batches/start-batch';
import { recallBindings } from '../../lib/services/bindings/remember-bindings';
import type { LocalFile } from '../../lib/services/uploads/open-local-file';
import { receiveUpload } from '../../lib/services/uploads/receive-upload';
import { removeUnusedUpload } from '../../lib/services/uploads/remove-unused-upload';
import { awaitImport, awaitUpload } from '../await-import';
import { addBatchOptions, type BatchOptions, toSettings } from '../batch-options';
import { batchOutput } from '../batch-output';
import { guessedBindings } from '../binding-text';
import { readHead, withCsvFile } from '../csv-file';
import { listenForInterrupt } from '../interrupt';
import { loadAutomation } from '../load-automation';
import { collectPair, parseCount, parsePercent, toBindingChoices } from '../option-values';
import type { Output } from '../output';
import { addNamedSamples } from '../rows-automations';
import { type Session, withSession } from '../session';
import type { Terminal } from '../terminal';
import { waitForBatch } from '../wait-for-batch';
import { writeOutputFolder } from '../write-export';

interface RunOptions extends BatchOptions {
  readonly automation?: string;
  readonly map: Readonly<Record<string, string>>;
  readonly var: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly limit?: number;
  readonly validRowsOnly?: boolean;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly quote?: string;
  readonly headerRow?: number;
  readonly execute: boolean;
  readonly failOver?: number;
  readonly output?: string;
  readonly jobs?: boolean;
}

export function runCommand(terminal: Terminal): Command {
  const command = new Command('run')
    .description('run an automation for every row of a CSV file, and wait')
    .argument('<file>', 'the CSV file; - reads standard input')
    .option(
      '--automation <name-or-file>',
      'a stored automation, or a YAML file; without it each row names its own in a column task or command',
    )
    .option(
      '--map <input=column>',
      'which column an input comes from; input==text: the same text for all rows (repeatable)',
      collectPair,
      {},
    )
    .option('--var <name=value>', 'a value for the whole batch (repeatable)', collectPair, {})
    .option('--name <text>', "the batch's name (default: the file's)")
    .option('--limit <n>', 'only the first n rows', parseCount)
    .option('--valid-rows-only', 'leave out rows that cannot run instead of refusing the file')
    .option('--delimiter <character>', 'instead of the one that is detected')
    .option('--encoding <name>', 'instead of the one that is detected')
    .option('--quote <character>', 'the character that quotes cells, or none')
    .option('--header-row <line>', 'the line of the column names; those above are skipped', parseCount);
  return addBatchOptions(command)
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

/** Stores the automation for all rows if it is not stored yet, once it is sure that its inputs are fed. */
async function chooseAutomation(
  terminal: Terminal,
  session: Session,
  nameOrFile: string,
  { headers, map }: { headers: readonly string[]; map: RunOptions['map'] },
): Promise<{ name: string; version: number }> {
  const { automation, save } = await loadAutomation(terminal, session, nameOrFile);
  const { inputs } = checkBindings(
    automation,
    headers.map((header) => ({ header })),
    {
      chosen: toBindingChoices(map),
      remembered: await recallBindings(session.context, automation.name, headers),
    },
  );
  for (const line of guessedBindings(inputs)) terminal.log(line);
  return save();
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
  const { delimiter, encoding, quote, headerRow } = options;
  const upload = await receiveUpload(context, {
    filename: file.filename,
    body: file.open(),
    readOptions: { delimiter, encoding, quote, headerRow },
  });
  try {
    await awaitUpload(terminal, session, upload.id, interrupt);
    const batch = await createBatch(context, {
      uploadId: upload.id,
      automation: automation?.name,
      automationVersion: automation?.version,
      name: options.name,
      bindings: toBindingChoices(options.map),
      vars: options.var,
      rows: options.validRowsOnly ? 'valid' : 'all',
      limit: options.limit,
      settings: toSettings(options),
    });
    return (await awaitImport(terminal, session, batch.id, interrupt)).id;
  } catch (error) {
    await removeUnusedUpload(context, upload.id);
    throw error;
  } finally {
    interrupt.close();
  }
}
