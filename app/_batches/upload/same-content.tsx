'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api-client';
import { exactDay } from '@/app/_components/time-text';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import type { UploadJson } from '@/lib/domain/wire/upload';

interface SameContentProps {
  readonly upload: UploadJson;
  /** Takes the earlier upload instead. */
  readonly onUse: (uploadId: string) => void;
}

/** Says that the very same file is here already, under whatever name. Using that one removes this copy. */
export function SameContent({ upload, onUse }: SameContentProps) {
  const [isSeen, setIsSeen] = useState(false);
  const earlier = upload.same_as[0];
  if (!earlier || isSeen) return null;
  const use = () => {
    onUse(earlier.id);
    // It stays when a batch uses it meanwhile; then it is in use, and no copy too many.
    api.delete(`/uploads/${upload.id}`).catch(() => undefined);
  };
  return (
    <Notice
      title={`This file was uploaded on ${exactDay(earlier.created_at)} as ${earlier.filename}`}
      action={
        <div className="flex gap-2">
          <Button size="sm" onClick={use}>
            Use that one
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setIsSeen(true)}>
            Keep both
          </Button>
        </div>
      }
    >
      The content is the same, byte for byte.
    </Notice>
  );
}
