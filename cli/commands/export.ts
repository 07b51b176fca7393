import { Command } from 'commander';
import { ValidationError } from '../../lib/domain/errors';
import { EXPORT_FORMATS } from '../../lib/domain/export-format';
import { saveExport } from '../../lib/services/results/save-export';
import { addExportPartOptions, type ExportPartOptions, toExportPart } from '../export-part-options';
import type { Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';
import { printExport } from '../write-export';

interface ExportOptions extends ExportPartOptions {
  readonly format: string;
  readonly output?: string;
  readonly raw?: boolean;
  readonly onlyRun?: boolean;
}

export function exportCommand(terminal: Terminal): Command {
  const command = new Command('export')
    .argument('<id>', "the batch's id")
    .requiredOption('--format <format>', EXPORT_FORMATS.join(', '))
    .option('-o, --output <file>', 'instead of stdout')
    .option('--raw', 'cells exactly as they are, for programs: formulas are not made harmless')
    .option('--only-run', 'without the rows that the batch left out');
  return addExportPartOptions(command).action((batchId: string, options: ExportOptions) =>
    terminal.answer(() => exportResults(terminal, batchId, options)),
  );
}

/** What cannot be the one JSON document that --json promises. */
const OTHER_FORMATS = ['csv', 'xlsx', 'failed', 'jsonl', 'zip', 'pdf'];

function exportResults(terminal: Terminal, batchId: string, options: ExportOptions): Promise<Output | null> {
  const { format, output, raw, onlyRun, ...part } = options;
  if (terminal.isJson && output === undefined && OTHER_FORMATS.includes(format)) {
    throw new ValidationError('output_missing', `With --json, say where the ${format} goes: -o FILE.`);
  }
  return withSession(terminal, async ({ context }) => {
    const input = { batchId, format, raw, onlyRun, ...(await toExportPart(context, batchId, part)) };
    if (output === undefined) {
      await printExport(context, input);
      return null;
    }
    const size = await saveExport(context, input, output);
    return { json: { batch_id: batchId, format, file: output, size }, text: `${output}: ${size} bytes` };
  });
}
