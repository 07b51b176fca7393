'use client';

import { useRef } from 'react';
import { Button } from '@/app/_components/ui/button';
import { RelativeTime } from '@/app/_components/ui/time';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { sizeText } from '../format';
import { ACCEPTED_FILES } from './accepted-files';

interface HalfArrivedProps {
  readonly uploads: readonly UploadJson[];
  /** The file that was chosen to go on with this upload. */
  readonly onGoOn: (file: File, upload: UploadJson) => void;
  readonly onDiscard: (upload: UploadJson) => void;
}

/** Files that stopped half-way: a browser cannot open them again by itself, so they must be chosen again. */
export function HalfArrived({ uploads, onGoOn, onDiscard }: HalfArrivedProps) {
  if (uploads.length === 0) return null;
  return (
    <section aria-labelledby="half-arrived-title">
      <h2 id="half-arrived-title" className="mb-1 font-medium">
        Go on with an upload
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {uploads.map((upload) => (
          <HalfArrivedFile key={upload.id} upload={upload} onGoOn={onGoOn} onDiscard={onDiscard} />
        ))}
      </ul>
    </section>
  );
}

function HalfArrivedFile({
  upload,
  onGoOn,
  onDiscard,
}: Omit<HalfArrivedProps, 'uploads'> & { upload: UploadJson }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-2 py-2">
      <div className="min-w-60 flex-1">
        <span className="font-medium [overflow-wrap:anywhere]">{upload.filename}</span>
        <span className="block text-muted">
          {sizeText(upload.received_bytes)} of {sizeText(upload.size ?? 0)} arrived,{' '}
          <RelativeTime at={upload.created_at} />: choose the file again to go on
        </span>
      </div>
      <Button size="sm" onClick={() => input.current?.click()}>
        Choose {upload.filename}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => onDiscard(upload)}>
        Discard<span className="sr-only"> what has arrived of {upload.filename}</span>
      </Button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED_FILES}
        aria-label={`${upload.filename} again`}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after a refusal.
          event.target.value = '';
          if (file) onGoOn(file, upload);
        }}
      />
    </li>
  );
}
