import type { JobJson } from '@/lib/domain/wire/job';
import { outputText } from '../format';

/** What came out of a row, on one line. */
export function outcomeText(job: JobJson): string {
  if (job.status === 'completed') return job.output === null ? 'done' : outputText(job.output) || 'done';
  if (job.status === 'running') return job.attempts > 1 ? `attempt ${job.attempts}` : 'in the browser now';
  return job.error_message ?? '';
}
