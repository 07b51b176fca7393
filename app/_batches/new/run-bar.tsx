'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { api, errorText } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import type { BatchJson } from '@/lib/domain/wire/batch';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { rowsText } from '../format';
import { type BatchDraft, obstacles, rowsToRun, toRequest } from './batch-draft';
import type { CsvPreviewJson } from './use-preview';

interface RunBarProps {
  readonly draft: BatchDraft;
  readonly upload: UploadJson;
  readonly preview: CsvPreviewJson;
  readonly isReading: boolean;
}

/** The end of the page: run it, or the reason why it cannot run yet. */
export function RunBar({ draft, upload, preview, isReading }: RunBarProps) {
  const router = useRouter();
  const create = useMutation({
    mutationFn: (isStarted: boolean) =>
      api.post<BatchJson>('/batches', { body: toRequest(draft, upload.id, preview, isStarted) }),
    onSuccess: ({ id }) => router.push(`/batches/${id}`),
  });
  const reasons = obstacles(draft, preview);
  const isBlocked = reasons.length > 0 || isReading;
  // The page is about to change: a second click must not make a second batch.
  const isBusy = create.isPending || create.isSuccess;
  return (
    <div className="grid gap-3 border-line border-t pt-4">
      {create.error && (
        <Notice tone="danger" title="The batch was not created">
          {errorText(create.error)}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          variant="primary"
          size="lg"
          disabled={isBlocked}
          isBusy={isBusy}
          aria-describedby={isBlocked ? 'run-obstacles' : undefined}
          onClick={() => create.mutate(true)}
        >
          Run {rowsText(rowsToRun(draft, preview))}
        </Button>
        <Button size="lg" disabled={isBlocked || isBusy} onClick={() => create.mutate(false)}>
          Create without running
        </Button>
        <p id="run-obstacles" role="status" className="text-muted">
          {reasons.join(' ')}
        </p>
      </div>
    </div>
  );
}
