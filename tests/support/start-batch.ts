import { createBatch } from '@/lib/services/batches/create-batch';
import type { CreateBatchInput } from '@/lib/services/batches/plan-batch';
import { startBatch as startReadyBatch } from '@/lib/services/batches/start-batch';
import type { Context } from '@/lib/services/context';
import { awaitReady } from '@/lib/services/uploads/await-headers';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { waitFor } from './wait-for';

const IMPORT_MS = 30_000;

export type BatchInput = Omit<CreateBatchInput, 'uploadId' | 'start'>;

/**
 * Uploads CSV text and creates a running batch of it.
 * @param onlyOn only this worker takes its rows
 * @returns the batch's id
 */
export async function startBatch(
  context: Context,
  csv: string,
  input: BatchInput,
  onlyOn?: { readonly id: string },
): Promise<string> {
  async function* body() {
    yield Buffer.from(csv);
  }
  const upload = await receiveUpload(context, { filename: 'rows.csv', body: body() });
  await awaitReady(context.db, upload.id);
  const { id } = await createBatch(context, { ...input, uploadId: upload.id, start: !onlyOn });
  if (!onlyOn) return id;
  await waitFor(`the rows of ${id}`, IMPORT_MS, async () => {
    const { state } = await context.db.prisma.batch.findUniqueOrThrow({ where: { id } });
    return state === 'ready';
  });
  await context.db.prisma.batch.update({ where: { id }, data: { onlyWorkerId: onlyOn.id } });
  await startReadyBatch(context, { batchId: id });
  return id;
}
