import { ConflictError } from '../../domain/errors';
import type { JobState } from '../../domain/job-state';
import type { Context } from '../context';
import { stopTry } from './stop-try';

/** How long a try can be looked at. */
const KEPT_MS = 24 * 3600_000;
/** Workers take no try that waited longer (take-lane): whoever asked for it does not expect it any more. */
const WAITED_MS = 10 * 60_000;
const CHUNK = 100;

/**
 * Ends tries that waited in vain, and removes those of yesterday with their pictures and traces. Runs in the
 * background, hourly and after each new try.
 */
export async function removeOldTries(context: Context): Promise<void> {
  const now = Date.now();
  const ended = { kind: 'try', state: 'finished', createdAt: { lt: new Date(now - KEPT_MS) } } as const;
  const waiting = {
    kind: 'try',
    state: 'running',
    createdAt: { lt: new Date(now - WAITED_MS) },
    jobs: { some: { state: 'pending' } },
  } as const;
  for (const { id } of await context.db.prisma.batch.findMany({ where: waiting, select: { id: true } })) {
    await stopTry(context, { tryId: id });
  }
  for (;;) {
    const old = await context.db.prisma.batch.findMany({ where: ended, select: { id: true }, take: CHUNK });
    await remove(context, old);
    if (old.length < CHUNK) return;
  }
}

/**
 * Removes the ended tries of one file, which is about to be deleted or read in another way.
 * @returns how many of its tries have not ended, and stay.
 */
export async function removeTriesOf(
  context: Pick<Context, 'db' | 'storage'>,
  uploadId: string,
): Promise<number> {
  const tries = await context.db.prisma.batch.findMany({
    where: { kind: 'try', uploadId },
    select: { id: true, jobs: { select: { state: true } } },
  });
  // Its job tells: the batch behind it is finished a moment later, when the lane is given back.
  const isEnded = (state: JobState) => state !== 'pending' && state !== 'running';
  const ended = tries.filter(({ jobs }) => jobs.every(({ state }) => isEnded(state)));
  await remove(context, ended);
  return tries.length - ended.length;
}

/** The refusal to change a file while a row of it is being tried. */
export function tryRunning(): ConflictError {
  return new ConflictError(
    'upload_in_use',
    'A row of this file is being tried: wait until that has ended, or stop it.',
  );
}

/** Files first: whoever is interrupted in between finds the try again. */
async function remove(
  context: Pick<Context, 'db' | 'storage'>,
  tries: readonly { readonly id: string }[],
): Promise<void> {
  for (const { id } of tries) await context.storage.delete(`artifacts/${id}/`);
  await context.db.prisma.batch.deleteMany({ where: { id: { in: tries.map(({ id }) => id) } } });
}
