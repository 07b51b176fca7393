'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { api, errorText } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { rowsText } from '../format';
import { accountFor } from './accounting';
import { type Intake, obstacles, toRequest } from './batch-draft';

interface RunBarProps {
  readonly intake: Intake;
  readonly onLeaveOut: () => void;
  /** What stands before the run: trying one row. */
  readonly children?: ReactNode;
}

/** The end of the page, always in view: run it, or the reason why it cannot run yet. */
export function RunBar({ intake, onLeaveOut, children }: RunBarProps) {
  const router = useRouter();
  const create = useMutation({
    mutationFn: (isStarted: boolean) =>
      api.postOnce<BatchJson>('/batches', { body: toRequest(intake, isStarted) }),
    onSuccess: ({ id }) => router.push(`/batches/${id}`),
  });
  const [obstacle] = obstacles(intake);
  const isBlocked = obstacle !== undefined;
  // The page is about to change: a second click must not make a second batch.
  const isBusy = create.isPending || create.isSuccess;
  const count = intake.check ? accountFor(intake.check, intake.draft).runCount : intake.upload.row_count;
  return (
    <div className="sticky bottom-0 z-10 -mx-4 grid gap-2 border-line border-t bg-canvas px-4 py-3 max-md:bottom-14 sm:-mx-6 sm:px-6">
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
          Run {rowsText(count)}
        </Button>
        {children}
        <Button size="lg" variant="ghost" disabled={isBlocked || isBusy} onClick={() => create.mutate(false)}>
          Create without running
        </Button>
        <p id="run-obstacles" role="status" className="min-w-0 flex-1 basis-60 text-muted">
          {obstacle?.text}
          {obstacle?.canLeaveOut && (
            <Button variant="link" size="text" className="ml-2" onClick={onLeaveOut}>
              run only the valid rows
            </Button>
          )}
        </p>
      </div>
    </div>
  );
}
