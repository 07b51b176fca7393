import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { findSecretKey } from '../../lib/config/secret-key';
import { FileProcessingError } from '../../lib/domain/errors';
import type { BackupCounts } from '../../lib/services/backup/backup-meta';
import { writeBackup } from '../../lib/services/backup/write-backup';
import manifest from '../../package.json' with { type: 'json' };
import { countsText, tellProgress } from '../backup-text';
import type { Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

interface BackupOptions {
  readonly output?: string;
  readonly withKey?: true;
}

export function backupCommand(terminal: Terminal): Command {
  return new Command('backup')
    .option('-o, --output <file>', 'where to (default: furrow-backup-DATE.tar.gz here); it must not exist')
    .option('--with-key', 'put the secret key in: whoever has the file can read all secrets then')
    .action((options: BackupOptions) => terminal.answer(() => backup(terminal, options)));
}

async function backup(terminal: Terminal, options: BackupOptions): Promise<Output> {
  const file = resolve(options.output ?? `furrow-backup-${timeText()}.tar.gz`);
  return writeAside(file, (aside) =>
    withSession(terminal, async ({ context, env }) => {
      const secretKey = options.withKey ? findSecretKey(env) : null;
      const counts = await writeBackup(context, {
        ...{ secretKey, version: manifest.version, onProgress: tellProgress(terminal) },
        output: createWriteStream(aside, { mode: 0o600 }),
      });
      if (terminal.canRedraw) terminal.redraw('');
      return answer(file, secretKey !== null, counts);
    }),
  );
}

function answer(file: string, hasKey: boolean, counts: BackupCounts): Output {
  const about = hasKey
    ? 'It holds the secret key: keep it where you keep passwords.'
    : 'No secret key is in it: without the key of this installation stored secrets and logins cannot be read again.';
  const bytes = { database_bytes: counts.database, files: counts.files, file_bytes: counts.stored };
  return { json: { file, with_key: hasKey, ...bytes }, text: `${file}: ${countsText(counts)}. ${about}` };
}

/** Takes the name first, so that nothing is overwritten; a backup that breaks off leaves no file that looks like one. */
async function writeAside<T>(file: string, write: (aside: string) => Promise<T>): Promise<T> {
  const reserved = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'EEXIST' ? 'There is such a file already' : `Cannot write (${error.code})`;
    throw new FileProcessingError('backup_file', `${reason}: ${file}`, { file });
  });
  await reserved.close();
  const aside = `${file}.part`;
  try {
    const result = await write(aside);
    await rename(aside, file);
    return result;
  } catch (error) {
    await rm(aside, { force: true });
    await rm(file, { force: true });
    throw error;
  }
}

function timeText(): string {
  return new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
}
