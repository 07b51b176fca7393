'use client';

import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { sizeText } from '../format';
import { ACCEPTED_FILES } from './accepted-files';

interface DropZoneProps {
  readonly limitMb: number;
  readonly onFiles: (files: readonly File[]) => void;
}

export function DropZone({ limitMb, onFiles }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onFiles([...event.dataTransfer.files]);
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
        .csv, .tsv or .txt up to {sizeText(limitMb * 1024 * 1024)}, any delimiter and encoding, with a header
        line
      </p>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED_FILES}
        aria-label="CSV file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again after a refusal.
          event.target.value = '';
          onFiles(files);
        }}
      />
    </div>
  );
}
