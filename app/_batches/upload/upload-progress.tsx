import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import { Progress } from '@/app/_components/ui/progress';
import { sizeText } from '../format';
import { EarlyPreview } from './early-preview';
import { progressWords, WAITING_WORDS } from './progress-words';
import type { UploadStatus } from './upload-session';

interface UploadProgressProps {
  readonly upload: UploadStatus;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onCancel: () => void;
}

/** How much of the file has arrived, how fast, and how long it will take; below it what the file begins with. */
export function UploadProgress({ upload, onPause, onResume, onCancel }: UploadProgressProps) {
  const { filename, size, sentBytes, phase, waitingFor, failure } = upload;
  const isStopped = phase === 'paused' || phase === 'failed';
  return (
    <div className="grid grid-cols-1 gap-6">
      <section
        aria-label={`Upload of ${filename}`}
        className="grid gap-3 rounded-lg border border-line bg-surface px-4 py-5"
      >
        <div className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium [overflow-wrap:anywhere]">{filename}</span>
          <span className="text-muted tabular-nums">
            {sizeText(sentBytes)} of {sizeText(size)}
            {progressWords(upload)}
          </span>
        </div>
        <Progress value={size === 0 ? 0 : sentBytes / size} label={`Upload of ${filename}`} />
        {waitingFor !== null && <Notice tone="warning">{WAITING_WORDS[waitingFor]}</Notice>}
        {failure !== null && (
          <Notice tone="danger" title="The file did not arrive">
            {failure}
          </Notice>
        )}
        <div className="flex flex-wrap items-center gap-2">
          {isStopped ? (
            <Button variant="primary" onClick={onResume}>
              {phase === 'failed' ? 'Try again' : 'Resume'}
            </Button>
          ) : (
            <Button onClick={onPause} disabled={phase === 'done'}>
              Pause
            </Button>
          )}
          <Button variant="ghost" onClick={onCancel} disabled={phase === 'done'}>
            Cancel upload
          </Button>
          <span className="text-faint text-xs">
            What has arrived stays for 24 hours: after a reload or a lost connection it goes on from there.
          </span>
        </div>
      </section>
      {upload.uploadId !== null && upload.storedBytes > 0 && <EarlyPreview uploadId={upload.uploadId} />}
    </div>
  );
}
