import { Command } from 'commander';
import { findSecretKey, keepSecretKey } from '../../lib/config/secret-key';
import { countOldBatches } from '../../lib/db/sql/mark-batches-deleted';
import { type RestoredBackup, restoreBackup } from '../../lib/services/backup/restore-backup';
import { countsText, tellProgress } from '../backup-text';
import type { Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

export function restoreCommand(terminal: Terminal): Command {
  return new Command('restore')
    .argument('<file>', 'what "furrow backup" wrote')
    .option('--force', 'replace an installation that is not empty: what it holds is lost')
    .action((file: string, options: { force?: true }) =>
      terminal.answer(() => restore(terminal, file, options.force === true)),
    );
}

function restore(terminal: Terminal, path: string, isForced: boolean): Promise<Output> {
  return withSession(terminal, async ({ context, env }) => {
    const { meta, counts, secretKey, held } = await restoreBackup(context, {
      ...{ path, isForced, onProgress: tellProgress(terminal) },
    });
    if (terminal.canRedraw) terminal.redraw('');
    const keyState = keyStateOf(secretKey, env);
    const days = env.FURROW_RETENTION_DAYS;
    const old = days === undefined ? 0 : await countOldBatches(context.db.pool, days);
    const json = {
      ...{ file: path, created_at: meta.created_at, key: keyState },
      ...{ database_bytes: counts.database, files: counts.files, file_bytes: counts.stored },
      ...{ paused_batches: held.batches, paused_schedules: held.schedules, batches_deleted_at_start: old },
    };
    return {
      json,
      text: `Restored the backup of ${meta.created_at}: ${countsText(counts)}. ${KEY_WORDS[keyState]}${heldText(held)}${oldText(old)}`,
    };
  });
}

function heldText({ batches, schedules }: RestoredBackup['held']): string {
  if (batches + schedules === 0) return '';
  return ` Paused: ${batches} batches, ${schedules} schedules. Rows that ran after the backup was made would run again: look before you resume them.`;
}

/** Restoring does not make anything younger. */
function oldText(count: number): string {
  if (count === 0) return '';
  const which = count === 1 ? '1 batch is older and is' : `${count} batches are older and are`;
  return ` FURROW_RETENTION_DAYS: ${which} deleted when a worker starts. To look at what is in the backup first, raise it or unset it.`;
}

const KEY_WORDS = {
  restored: 'The secret key was in it and is in place: everybody stays signed in, secrets can be read.',
  differs:
    'The key in it was NOT put in place, since there is another one here. Stored secrets and logins need the old key.',
  missing:
    'The secret key was not in it. With another key stored secrets, webhook secrets and logins cannot be read: put the old key ' +
    'into FURROW_SECRET_KEY or into secret-key in the data folder, or set them anew. Everybody signs in again.',
} as const;

function keyStateOf(key: string | null, env: Parameters<typeof findSecretKey>[0]): keyof typeof KEY_WORDS {
  if (key === null) return 'missing';
  keepSecretKey(env, key);
  return findSecretKey(env) === key ? 'restored' : 'differs';
}
