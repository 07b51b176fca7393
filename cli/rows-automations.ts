import { commandColumns } from '../lib/automation/command-columns';
import { readRowCommand } from '../lib/automation/row-command';
import type { BatchConfig } from '../lib/config/batch-config';
import { readRows } from '../lib/csv/read-rows';
import { ValidationError } from '../lib/domain/errors';
import { csvOptions } from '../lib/services/uploads/csv-options';
import type { LocalFile } from '../lib/services/uploads/open-local-file';
import type { UploadReadOptions } from '../lib/services/uploads/receive-upload';
import { loadAutomation } from './load-automation';
import type { Session } from './session';
import type { Terminal } from './terminal';

/** More different names than anybody has samples: the rest is for the check of the rows. */
const MAX_NAMES = 100;

/**
 * For a file whose rows name their automations: adds those of the checkout's samples that are named and not stored yet.
 * @throws ValidationError `automation_missing` when the file has no column to name them in.
 */
export async function addNamedSamples(
  terminal: Terminal,
  session: Session,
  file: LocalFile,
  { config, chosen }: { config: BatchConfig; chosen: UploadReadOptions },
): Promise<void> {
  for (const name of await readNames(file, config, chosen)) {
    try {
      await (await loadAutomation(terminal, session, name)).save();
    } catch (error) {
      // Neither stored nor a sample: its rows say so before anything runs.
      if (!(error instanceof ValidationError)) throw error;
    }
  }
}

async function readNames(
  file: LocalFile,
  config: BatchConfig,
  chosen: UploadReadOptions,
): Promise<ReadonlySet<string>> {
  const { headers, blocks } = await readRows(file.open, csvOptions(config, chosen));
  const commands = commandColumns(headers);
  const names = new Set<string>();
  for await (const { rows } of blocks) {
    if (commands.length === 0 || names.size > MAX_NAMES) break;
    for (const { cells } of rows) {
      const named = readRowCommand(commands, cells);
      // Only plain names: what looks like a path must not be opened as a file.
      if (named.ok && /^[a-z0-9-]{1,100}$/.test(named.command.name)) names.add(named.command.name);
    }
  }
  if (commands.length > 0) return names;
  throw new ValidationError(
    'automation_missing',
    'Say which automation runs for each row with --automation, or let each row name its own in a column task or command.',
  );
}
