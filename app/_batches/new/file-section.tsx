'use client';

import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { RecentFiles } from './recent-files';
import { UploadProgress } from './upload-progress';
import { useFileUpload } from './use-file-upload';

interface FileSectionProps {
  readonly recent: readonly UploadJson[];
  readonly onUpload: (uploadId: string) => void;
}

/** Takes a file: dropped, chosen, or one that is here already. */
export function FileSection({ recent, onUpload }: FileSectionProps) {
  const { upload, start, pause, resume, cancel } = useFileUpload(onUpload);
  if (upload.phase !== 'idle') {
    return <UploadProgress upload={upload} onPause={pause} onResume={resume} onCancel={cancel} />;
  }
  return (
    <div className="grid gap-6">
      <DropZone onFile={start} />
      <RecentFiles files={recent} onChoose={onUpload} />
    </div>
  );
}

function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={`grid place-items-center gap-2 rounded-lg border border-dashed px-4 py-12 text-center ${isOver ? 'border-accent bg-wash' : 'border-edge bg-surface'}`}
    >
      <FileUp aria-hidden className="size-6 text-faint" strokeWidth={1.5} />
      <p className="font-medium">Drop a CSV here</p>
      <Button onClick={() => input.current?.click()}>Choose a file</Button>
      <p className="text-muted text-xs">
        .csv, .tsv or .txt up to 500 MB, any delimiter and encoding, with a header line
      </p>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        aria-label="CSV file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => take(event.target.files)}
      />
    </div>
  );
}
