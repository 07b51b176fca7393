import { sizeText, spanText } from '../format';
import type { WaitingReason } from './send-file';
import type { UploadStatus } from './upload-session';

/** Why nothing is being sent. Exhaustive by type. */
export const WAITING_WORDS: Readonly<Record<WaitingReason, string>> = {
  offline: 'You are offline. The upload goes on by itself when the connection is back.',
  no_answer: 'Furrow does not answer. Trying again.',
  server_busy: 'Furrow is busy. Trying again.',
};

/** " · 3.2 MB/s · 2 min left", " · paused"; empty while nothing can be said. */
export function progressWords({ phase, bytesPerSecond, size, sentBytes }: UploadStatus): string {
  if (phase === 'paused') return ' · paused';
  if (phase === 'done') return ' · arrived';
  if (phase !== 'sending' || bytesPerSecond === null || bytesPerSecond <= 0) return '';
  const secondsLeft = (size - sentBytes) / bytesPerSecond;
  return ` · ${sizeText(bytesPerSecond)}/s · ${spanText(secondsLeft)} left`;
}
