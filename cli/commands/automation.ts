import { Command } from 'commander';
import { automationJsonSchema } from '../../lib/automation/json-schema';
import {
  toAutomationJson,
  toAutomationListItemJson,
  toAutomationVersionJson,
} from '../../lib/domain/wire/automation';
import { readAutomationFile } from '../../lib/services/automations/automation-file';
import { getAutomation } from '../../lib/services/automations/get-automation';
import { listAutomations, listAutomationVersions } from '../../lib/services/automations/list-automations';
import { saveAutomation } from '../../lib/services/automations/save-automation';
import { parseCount } from '../option-values';
import { formatTable, type Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

export function automationCommand(terminal: Terminal): Command {
  const command = new Command('automation');
  command
    .command('validate')
    .description('check a YAML file; stores nothing and needs no database')
    .argument('<file>')
    .action((file: string) => terminal.answer(() => validate(file)));
  command
    .command('add')
    .description('store a YAML file as a new version of the automation it names')
    .argument('<file>')
    .action((file: string) => terminal.answer(() => add(terminal, file)));
  command
    .command('list')
    .description('the stored automations')
    .action(() => terminal.answer(() => list(terminal)));
  command
    .command('show')
    .description('the YAML of a stored automation')
    .argument('<name>')
    .option('--version <n>', 'an older version', parseCount)
    .action((name: string, options: { version?: number }) =>
      terminal.answer(() => show(terminal, name, options)),
    );
  command
    .command('schema')
    .description('the JSON Schema of automation files, for editors')
    .action(() => terminal.answer(schema));
  return command;
}

async function validate(file: string): Promise<Output> {
  const { automation, fileName, warnings } = await readAutomationFile(file);
  const { name, title, effect } = automation;
  const json = {
    valid: true,
    ...{ name, title, effect },
    inputs: Object.keys(automation.inputs),
    outputs: Object.keys(automation.outputs),
    warnings,
  };
  const notes = warnings.map(
    (warning) => `${fileName}:${warning.line}:${warning.column}: ${warning.message}`,
  );
  return { json, text: [`${fileName}: ${name} is valid`, ...notes].join('\n') };
}

async function add(terminal: Terminal, file: string): Promise<Output> {
  const { source } = await readAutomationFile(file);
  return withSession(terminal, async ({ context }) => {
    const saved = await saveAutomation(context, { source, fileName: file });
    return { json: toAutomationJson(saved), text: `${saved.name}, version ${saved.version}` };
  });
}

function list(terminal: Terminal): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const items = (await listAutomations(context)).map(toAutomationListItemJson);
    const lines = items.map((item) => [
      item.name,
      item.title,
      item.effect,
      String(item.latest_version),
      String(item.batch_count),
    ]);
    const headers = ['name', 'title', 'effect', 'version', 'batches'];
    const text =
      items.length > 0
        ? formatTable(headers, lines)
        : 'There is no automation: add one with "furrow automation add FILE.yaml".';
    return { json: { items, next_cursor: null }, text };
  });
}

function show(terminal: Terminal, name: string, options: { version?: number }): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const automation = await getAutomation(context, { name, version: options.version });
    const versions = await listAutomationVersions(context, { name });
    const json = { ...toAutomationJson(automation), versions: versions.map(toAutomationVersionJson) };
    return { json, text: automation.source };
  });
}

async function schema(): Promise<Output> {
  const json = automationJsonSchema();
  return { json, text: JSON.stringify(json, null, 2) };
}
