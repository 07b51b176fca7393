'use client';

import { exactTime } from '@/app/_components/time-text';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { deletionWords } from './deletion-words';

/** When a batch goes for its age, or that somebody keeps it. The server does not know the reader's zone: it may differ once. */
export function DeletionNote({ batch }: { batch: Pick<BatchJson, 'deletes_at' | 'kept_at'> }) {
  const { deletes_at: deletesAt, kept_at: keptAt } = batch;
  if (keptAt !== null) {
    return (
      <span title={`Since ${exactTime(keptAt)}: it is not deleted for its age.`} suppressHydrationWarning>
        kept
      </span>
    );
  }
  if (deletesAt === null) return null;
  return (
    <span
      title={`${exactTime(deletesAt)}, for its age, with its rows and results. “Keep” under More leaves it here.`}
      suppressHydrationWarning
    >
      {deletionWords(deletesAt, Date.now())}
    </span>
  );
}
