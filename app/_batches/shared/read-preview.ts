import { contextFor, webProcess } from '@/app/_server/web-process';
import { ForbiddenError, NotFoundError } from '@/lib/domain/errors';
import { endedJobs } from '@/lib/domain/job-state';
import { enterShare } from '@/lib/services/shares/enter-share';
import { getSharedBatch } from '@/lib/services/shares/read-shared-batch';
import { countText, rowsText } from '../format';

export interface SharedPreview {
  readonly title: string;
  readonly description: string;
}

/**
 * The few words that tell what a link shows, never a value of a row. Null for a link that shows nothing, or only with a
 * password: whoever makes the preview has none.
 */
export async function readPreview(token: string): Promise<SharedPreview | null> {
  const context = contextFor(await webProcess(), { type: 'system', name: 'visitor' }, null);
  try {
    const { name, counts, totalJobs } = await getSharedBatch(await enterShare(context, { token }));
    const done = `${countText(endedJobs(counts))} of ${rowsText(totalJobs)} done`;
    const words = [done, `${countText(counts.completed)} completed`, `${countText(counts.failed)} failed`];
    return { title: name, description: words.join(', ') };
  } catch (error) {
    if (error instanceof ForbiddenError || error instanceof NotFoundError) return null;
    throw error;
  }
}
