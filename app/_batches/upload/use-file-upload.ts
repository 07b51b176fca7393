'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { notifyFailed } from '@/app/_components/ui/toast';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { browserConnection } from './connection';
import { type AnnouncedFile, uploadServer } from './upload-server';
import { UploadSession, type UploadStatus } from './upload-session';

/** Sends one file at a time. @param onDone told the upload's id when all of it is there */
export function useFileUpload(onDone: (uploadId: string) => void) {
  const [status, setStatus] = useState<UploadStatus | null>(null);
  const session = useRef<UploadSession | null>(null);

  const start = useCallback(
    (announced: AnnouncedFile, halfArrived?: UploadJson) => {
      const own = new UploadSession(
        announced,
        {
          server: uploadServer,
          connection: browserConnection,
          now: () => performance.now(),
          onChange: (next) => session.current === own && setStatus(next),
          onDone,
        },
        halfArrived,
      );
      session.current = own;
      void own.send();
    },
    [onDone],
  );
  const cancel = useCallback(() => {
    const own = session.current;
    session.current = null;
    setStatus(null);
    own?.cancel().catch((error: unknown) => notifyFailed('The part that had arrived is still there', error));
  }, []);
  // Leaving the page stops sending; what has arrived stays and can be resumed.
  useEffect(() => () => session.current?.pause(), []);
  return {
    status,
    start,
    pause: () => session.current?.pause(),
    resume: () => void session.current?.send(),
    cancel,
  };
}
