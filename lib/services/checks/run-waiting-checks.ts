import type { Context } from '../context';

/** Has the checks run that wait for a file to be read. */
export async function runWaitingChecks(context: Context, uploadId: string): Promise<void> {
  const checks = await context.db.prisma.uploadCheck.findMany({
    where: { uploadId, state: 'waiting' },
    select: { id: true },
  });
  for (const check of checks) await context.queue.send('check-upload', { checkId: check.id });
}
