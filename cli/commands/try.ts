import { Command } from 'commander';
import type { BatchConfig } from '../../lib/config/batch-config';
import { checkBindings } from '../../lib/services/batches/check-batch-input';
import { recallBindings } from '../../lib/services/bindings/remember-bindings';
import { findStop } from '../../lib/services/tries/find-stop';
import { startTry } from '../../lib/services/tries/start-try';
import type { LocalFile } from '../../lib/services/uploads/open-local-file';
import { receiveUpload } from '../../lib/services/uploads/receive-upload';
import { removeUnusedUpload } from '../../lib/services/uploads/remove-unused-upload';
import { awaitUpload } from '../await-import';
import { guessedBindings } from '../binding-text';
import { readHead, withCsvFile } from '../csv-file';
import { followTry } from '../follow-try';
import { startHeadedWorker } from '../headed-worker';
import { listenForInterrupt } from '../interrupt';
import { loadAutomation } from '../load-automation';
import { collectPair, parseCount, toBindingChoices } from '../option-values';
import type { Output } from '../output';
import { type Session, withSession } from '../session';
import type { Terminal } from '../terminal';
import { tryOutput } from '../try-output';
import { writeTryFolder } from '../write-try';

interface TryOptions {
  readonly automation: string;
  readonly row: number;
  readonly map: Readonly<Record<string, string>>;
  readonly var: Readonly<Record<string, string>>;
  readonly stopBefore?: string;
  readonly submit?: boolean;
  readonly headed?: boolean;
  readonly output?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly quote?: string;
  readonly headerRow?: number;
}

export function tryCommand(terminal: Terminal): Command {
  return new Command('try')
    .argument('<file>', 'the CSV file; - reads standard input')
    .requiredOption('--automation <name-or-file>', 'a stored automation, or a YAML file')
    .requiredOption('--row <n>', 'the number of the row, from 1 on', parseCount)
    .option('--stop-before <step>', 'number or id of a step (default: the first that submits)')
    .option('--submit', 'go through the step that submits: it submits for real')
    .option('--map <input=column>', 'as in run (repeatable)', collectPair, {})
    .option('--var <name=value>', 'a value for the automation (repeatable)', collectPair, {})
    .option('--headed', 'show the browser on this screen')
    .option('--output <folder>', 'where pictures and trace go (default: below the data folder)')
    .option('--delimiter <character>', 'instead of the one that is detected')
    .option('--encoding <name>', 'instead of the one that is detected')
    .option('--quote <character>', 'the character that quotes cells, or none')
    .option('--header-row <line>', 'the line of the column names; those above are skipped', parseCount)
    .action((file: string, options: TryOptions) =>
      terminal.answer(() =>
        withCsvFile(terminal, file, (csv, config) => tryRow(terminal, csv, config, options)),
      ),
    );
}

async function tryRow(
  terminal: Terminal,
  file: LocalFile,
  config: BatchConfig,
  options: TryOptions,
): Promise<Output> {
  const { headers } = await readHead(file, config, options);
  return withSession(terminal, async (session) => {
    const { automation, save } = await loadAutomation(terminal, session, options.automation);
    const columns = headers.map((header) => ({ header }));
    const remembered = await recallBindings(session.context, automation.name, headers);
    const chosen = toBindingChoices(options.map);
    const { inputs } = checkBindings(automation, columns, { chosen, remembered });
    findStop(automation, options);
    for (const line of guessedBindings(inputs)) terminal.log(line);
    const headed = options.headed ? await startHeadedWorker(session) : null;
    try {
      const stored = await save();
      return await withUpload(terminal, session, file, options, async (uploadId) => {
        const { id } = await startTry(session.context, {
          uploadId,
          automation: stored.name,
          automationVersion: stored.version,
          rowIndex: options.row - 1,
          bindings: chosen,
          vars: options.var,
          stopBefore: options.stopBefore,
          submit: options.submit,
          onlyWorkerId: headed?.id,
        });
        headed?.runTry(id);
        const tried = await followTry(terminal, session, id, headed !== null);
        const folder = await writeTryFolder(session, tried, { file: file.filename, folder: options.output });
        return tryOutput(tried, folder);
      });
    } finally {
      await headed?.stop();
    }
  });
}

/** The file is stored for the try alone: afterwards neither is left. */
async function withUpload<T>(
  terminal: Terminal,
  session: Session,
  file: LocalFile,
  { delimiter, encoding, quote, headerRow }: TryOptions,
  work: (uploadId: string) => Promise<T>,
): Promise<T> {
  const { context } = session;
  const interrupt = listenForInterrupt();
  await session.workers().keep();
  const readOptions = { delimiter, encoding, quote, headerRow };
  const upload = await receiveUpload(context, { filename: file.filename, body: file.open(), readOptions });
  try {
    await awaitUpload(terminal, session, upload.id, interrupt);
    interrupt.close();
    return await work(upload.id);
  } finally {
    interrupt.close();
    await removeUnusedUpload(context, upload.id);
  }
}
