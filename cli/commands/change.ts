import { Command } from 'commander';
import { ValidationError } from '../../lib/domain/errors';
import { changeBatch } from '../../lib/services/batches/change-batch';
import { addChangeOptions, type BatchOptions, toSettings } from '../batch-options';
import { batchOutput } from '../batch-output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

export function changeCommand(terminal: Terminal): Command {
  const command = new Command('change')
    .argument('<id>', "the batch's id")
    .option('--name <name>', 'another name')
    .option('--keep', 'do not delete it for its age (FURROW_RETENTION_DAYS)')
    .option('--no-keep', 'delete it when it is old enough, as others');
  return addChangeOptions(command).action(
    (batchId: string, { name, keep, ...options }: BatchOptions & { name?: string; keep?: boolean }) =>
      terminal.answer(async () => {
        const settings = toSettings(options);
        if (name === undefined && keep === undefined && Object.keys(settings).length === 0)
          throw new ValidationError('change_empty', 'Say what shall change: see `furrow change --help`.');
        return withSession(terminal, async ({ context }) =>
          batchOutput(context, await changeBatch(context, { batchId, name, keep, settings })),
        );
      }),
  );
}
