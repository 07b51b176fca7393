'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { ApiError, api } from '@/app/_components/api-client';
import { notifyFailed } from '@/app/_components/ui/toast';
import type { UploadJson } from '@/lib/domain/wire/upload';
import type { DialectChoice } from './batch-draft';
import { previewKey, uploadKey } from './use-preview';

const AS_STORED: DialectChoice = {};

/**
 * How a person wants the file to be read. The preview follows at once; the stored rows are read again as soon as the
 * file is not being read, and from then on the file itself carries the choice.
 */
export function useDialect(uploadId: string, upload: UploadJson | undefined) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState(AS_STORED);
  const { mutate, isPending } = useMutation({
    mutationFn: (dialect: DialectChoice) =>
      api.post<UploadJson>(`/uploads/${uploadId}/reread`, { body: dialect }),
    onSuccess: (answer, sent) => {
      client.setQueryData(uploadKey(uploadId), answer);
      // What was read before in the way that is now the file's own is another reading.
      client.removeQueries({ queryKey: previewKey(uploadId), type: 'inactive' });
      setWanted((now) => (now === sent ? AS_STORED : now));
    },
    onError: (error, sent) => {
      // It has just begun to be read: asked again when that is done.
      if (error instanceof ApiError && error.code === 'upload_not_read') {
        client.setQueryData<UploadJson>(uploadKey(uploadId), (now) => now && { ...now, state: 'reading' });
        return;
      }
      setWanted((now) => (now === sent ? AS_STORED : now));
      notifyFailed('The file is not read in another way', error);
    },
  });
  const canRead = upload?.state === 'ready' || upload?.state === 'rejected' || upload?.state === 'received';
  const isOpen = wanted !== AS_STORED;
  useEffect(() => {
    if (isOpen && canRead && !isPending) mutate(wanted);
  }, [isOpen, canRead, isPending, wanted, mutate]);
  const want = useCallback((change: DialectChoice) => setWanted((now) => ({ ...now, ...change })), []);
  const reset = useCallback(() => setWanted(AS_STORED), []);
  return { wanted, isOpen, want, reset };
}
