import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchView } from '../lib/services/batches/batch-view';
import { getBatch } from '../lib/services/batches/get-batch';
import { removeFailedImport } from '../lib/services/batches/remove-failed-import';
import { awaitReady } from '../lib/services/uploads/await-headers';
import { findUpload } from '../lib/services/uploads/find-upload';
import { InterruptedError } from './error-report';
import type { Interrupt } from './interrupt';
import { createProgress, progressText } from './progress';
import type { Session } from './session';
import type { Terminal } from './terminal';
import { createPatience } from './wait-for-batch';

const POLL_MS = 150;

/** Waits until a worker has read the whole file. @throws FileProcessingError when it is no table */
export async function awaitUpload(
  terminal: Terminal,
  session: Session,
  uploadId: string,
  interrupt: Interrupt,
): Promise<void> {
  const patience = createPatience(session.workers());
  const progress = createProgress(terminal);
  for (;;) {
    const upload = await findUpload(session.context.db, uploadId);
    if (upload.state === 'ready' || upload.state === 'rejected') break;
    if (interrupt.level() > 0)
      throw new InterruptedError('Interrupted while the file was read; nothing is kept.');
    const share = Number(upload.readBytes) / Math.max(1, Number(upload.size ?? 1));
    progress.say(
      upload.state === 'reading' ? `reading: ${Math.round(share * 100)} %` : 'waiting for a worker',
    );
    await patience.check();
    await sleep(POLL_MS);
  }
  progress.end();
  await awaitReady(session.context.db, uploadId);
}

/**
 * Waits until a batch has its rows. One that cannot be imported is removed: wrong input leaves nothing behind.
 * @throws ValidationError `import_failed` with the rows that cannot run
 */
export async function awaitImport(
  terminal: Terminal,
  session: Session,
  batchId: string,
  interrupt: Interrupt,
): Promise<BatchView> {
  const { context } = session;
  const patience = createPatience(session.workers());
  const progress = createProgress(terminal);
  for (;;) {
    const batch = await getBatch(context, { batchId });
    await removeFailedImport(context, batch);
    if (batch.state !== 'importing') {
      progress.end();
      return batch;
    }
    if (interrupt.level() > 0) {
      throw new InterruptedError(`Interrupted: ${batchId} is being imported and will not start by itself.`);
    }
    progress.say(progressText(batch));
    await patience.check();
    await sleep(POLL_MS);
  }
}
