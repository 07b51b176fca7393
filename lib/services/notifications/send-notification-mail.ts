import { createHash } from 'node:crypto';
import { listMailReaders } from '../../db/sql/list-mail-readers';
import { batchLetter } from '../../mail/letters';
import { getBatch } from '../batches/get-batch';
import type { Context } from '../context';

/**
 * Tells one person of one event by mail, if they still want it. Runs in the background; an error makes the queue try again.
 * A worker that dies between the server's answer and ours sends it twice, under the same id.
 */
export async function sendNotificationMail(
  context: Context,
  { eventId, userId }: { readonly eventId: string; readonly userId: string },
): Promise<void> {
  const event = await context.db.prisma.batchEvent.findUnique({ where: { id: BigInt(eventId) } });
  if (!event || !context.mailer) return;
  // Neither when the batch was deleted meanwhile.
  const [reader] = await listMailReaders(context.db.pool, event.batchId, userId);
  if (!reader) return;
  const { id, name, totalJobs: rows, counts } = await getBatch(context, { batchId: event.batchId });
  const place = event.kind === 'rows_unconfirmed' ? '#unconfirmed' : '';
  const url = `${context.publicUrl}/batches/${id}${place}`;
  const letter = batchLetter(reader.email, event, { name, url, rows, counts });
  await context.mailer.send({ ...letter, id: letterId(event, userId) });
}

/** The number of an event alone may come again, in another installation or after a restore. */
function letterId({ id, batchId, at }: { id: bigint; batchId: string; at: Date }, userId: string): string {
  const told = [id, batchId, at.toISOString(), userId].join(' ');
  return createHash('sha256').update(told).digest('hex').slice(0, 32);
}
