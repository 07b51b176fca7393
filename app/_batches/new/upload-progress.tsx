import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import { Progress } from '@/app/_components/ui/progress';
import { sizeText } from '../format';
import type { FileUpload } from './use-file-upload';

interface UploadProgressProps {
  readonly upload: Exclude<FileUpload, { phase: 'idle' }>;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onCancel: () => void;
}

/** How much of the file has arrived. A broken connection loses at most the last 8 MB. */
export function UploadProgress({ upload, onPause, onResume, onCancel }: UploadProgressProps) {
  const { file, sentBytes, phase } = upload;
  const share = file.size === 0 ? 0 : sentBytes / file.size;
  return (
    <div className="grid gap-3 rounded-lg border border-line bg-surface px-4 py-5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium [overflow-wrap:anywhere]">{file.name}</span>
        <span className="text-muted">
          {sizeText(sentBytes)} of {sizeText(file.size)}
          {phase === 'paused' && ' · paused'}
        </span>
      </div>
      <Progress value={share} label={`Upload of ${file.name}`} />
      {phase === 'failed' && (
        <Notice tone="danger" title="The file did not arrive">
          {upload.message}
        </Notice>
      )}
      <div className="flex gap-2">
        {phase === 'sending' ? (
          <Button onClick={onPause}>Pause</Button>
        ) : (
          <Button variant="primary" onClick={onResume}>
            {phase === 'failed' ? 'Try again' : 'Resume'}
          </Button>
        )}
        <Button variant="ghost" onClick={onCancel}>
          Choose another file
        </Button>
      </div>
    </div>
  );
}
