import type { Command } from 'commander';
import type { UploadReadOptions } from '../lib/services/uploads/receive-upload';
import { addBatchOptions, type BatchOptions, toSettings } from './batch-options';
import { collectPair, parseCount, toBindingChoices } from './option-values';

/** What a batch is made of, as `run` and `schedule create` take it. */
export interface PlanOptions extends BatchOptions {
  readonly automation?: string;
  readonly map: Readonly<Record<string, string>>;
  readonly var: Readonly<Record<string, string>>;
  readonly limit?: number;
  readonly validRowsOnly?: boolean;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly quote?: string;
  readonly headerRow?: number;
}

export function addPlanOptions(command: Command): Command {
  return addBatchOptions(
    command
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
      .option('--limit <n>', 'only the first n rows', parseCount)
      .option('--valid-rows-only', 'leave out rows that cannot run instead of refusing the file')
      .option('--delimiter <character>', 'instead of the one that is detected')
      .option('--encoding <name>', 'instead of the one that is detected')
      .option('--quote <character>', 'the character that quotes cells, or none')
      .option('--header-row <line>', 'the line of the column names; those above are skipped', parseCount),
  );
}

/** How the file shall be read; what was not given is detected. */
export function toReadOptions({ delimiter, encoding, quote, headerRow }: PlanOptions): UploadReadOptions {
  return { delimiter, encoding, quote, headerRow };
}

/** What was given, in the names of the verbs; the automation apart. */
export function toPlan(options: PlanOptions) {
  return {
    bindings: toBindingChoices(options.map),
    vars: options.var,
    rows: options.validRowsOnly ? ('valid' as const) : undefined,
    limit: options.limit,
    settings: toSettings(options),
  };
}
