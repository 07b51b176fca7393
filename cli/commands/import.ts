import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { previewCsv } from '../../lib/csv/preview';
import { toImportedRecordingJson } from '../../lib/domain/wire/recording';
import { importRecording } from '../../lib/services/automations/import-recording';
import { csvOptions } from '../../lib/services/uploads/csv-options';
import { withCsvFile } from '../csv-file';
import { type Output, printable } from '../output';
import { readRecordingFile } from '../recording-file';
import type { Terminal } from '../terminal';

interface ImportOptions {
  readonly sample?: string;
  readonly output?: string;
}

export function importCommand(terminal: Terminal): Command {
  return new Command('import')
    .argument(
      '<recording>',
      'Chrome Recorder JSON, Playwright codegen, Selenium IDE .side; - reads standard input',
    )
    .option(
      '--sample <file.csv>',
      'a file whose first row was typed while recording: its columns become the inputs',
    )
    .option('-o, --output <file.yaml>', 'write the YAML there instead of printing it')
    .action((path: string, options: ImportOptions) => terminal.answer(() => run(terminal, path, options)));
}

async function run(
  terminal: Terminal,
  path: string,
  { sample: samplePath, output }: ImportOptions,
): Promise<Output> {
  const recording = await readRecordingFile(path);
  const sample =
    samplePath === undefined
      ? undefined
      : await withCsvFile(terminal, samplePath, (file, config) =>
          previewCsv(file.open, csvOptions(config, {})),
        );
  const fileName = path === '-' ? undefined : basename(path);
  const json = toImportedRecordingJson(importRecording({ recording, sample, fileName }));
  for (const { severity, message, line } of json.notes) {
    const place = line === null ? '' : `line ${line}: `;
    terminal.log(`${severity === 'warning' ? 'WARNING' : 'note'} ${place}${printable(message)}`);
  }
  if (output === undefined) return { json, text: json.source };
  await writeFile(output, json.source);
  const next = `Look at it, then store it with "furrow automation add ${output}".`;
  return {
    json: { ...json, file: output },
    text: `${output}: ${json.name}, from ${json.format_name}. ${next}`,
  };
}
