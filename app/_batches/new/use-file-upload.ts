'use client';

import { useCallback, useRef, useState } from 'react';
import { errorText } from '@/app/_components/api-client';
import { announceFile, sendRest } from '../upload/send-file';

export type FileUpload =
  | { readonly phase: 'idle' }
  | { readonly phase: 'sending' | 'paused'; readonly file: File; readonly sentBytes: number }
  | { readonly phase: 'failed'; readonly file: File; readonly sentBytes: number; readonly message: string };

interface Sending {
  stop: AbortController;
  /** Kept over a pause, so that a file paused at once is not announced twice. */
  announced: Promise<string> | null;
}

/** The upload's id. A failed announcement is forgotten: the next try announces anew. */
function announceOnce(sending: Sending, file: File): Promise<string> {
  sending.announced ??= announceFile(file).then(
    ({ id }) => id,
    (error: unknown) => {
      sending.announced = null;
      throw error;
    },
  );
  return sending.announced;
}

/** Sends one file; pausing keeps what has arrived. @param onDone told the upload's id when all of it is there */
export function useFileUpload(onDone: (uploadId: string) => void) {
  const [upload, setUpload] = useState<FileUpload>({ phase: 'idle' });
  const sending = useRef<Sending>({ stop: new AbortController(), announced: null });

  const send = useCallback(
    async (file: File) => {
      const { stop } = sending.current;
      let sentBytes = 0;
      const onProgress = (bytes: number) => {
        sentBytes = bytes;
        setUpload({ phase: 'sending', file, sentBytes });
      };
      try {
        const uploadId = await announceOnce(sending.current, file);
        stop.signal.throwIfAborted();
        const { id } = await sendRest(file, uploadId, { signal: stop.signal, onProgress });
        setUpload({ phase: 'idle' });
        onDone(id);
      } catch (error) {
        if (stop.signal.aborted) return;
        setUpload({ phase: 'failed', file, sentBytes, message: errorText(error) });
      }
    },
    [onDone],
  );
  const start = useCallback(
    (file: File) => {
      sending.current = { stop: new AbortController(), announced: null };
      setUpload({ phase: 'sending', file, sentBytes: 0 });
      void send(file);
    },
    [send],
  );
  const pause = useCallback(() => {
    sending.current.stop.abort();
    setUpload((now) =>
      now.phase === 'idle' ? now : { phase: 'paused', file: now.file, sentBytes: now.sentBytes },
    );
  }, []);
  const resume = useCallback(() => {
    if (upload.phase === 'idle') return;
    sending.current.stop = new AbortController();
    setUpload({ phase: 'sending', file: upload.file, sentBytes: upload.sentBytes });
    void send(upload.file);
  }, [upload, send]);
  const cancel = useCallback(() => {
    sending.current.stop.abort();
    setUpload({ phase: 'idle' });
  }, []);
  return { upload, start, pause, resume, cancel };
}
