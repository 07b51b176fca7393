'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api-client';
import { notifyFailed } from '@/app/_components/ui/toast';
import type { JobJson } from '@/lib/domain/wire/job';
import type { UnconfirmedPageJson } from '@/lib/domain/wire/unconfirmed';
import { withRows } from '../job-table/row-selection';
import { type Choice, chooseAll, isChosen, NO_CHOICE, toChosenRows } from './chosen-rows';

/** Which unconfirmed rows of a batch somebody has chosen. @param jobs those that are shown */
export function useChosenRows(batchId: string, jobs: readonly JobJson[]) {
  const [choice, setChoice] = useState(NO_CHOICE);
  const rowsOf = (some: readonly JobJson[]) => some.map((job) => job.row_index);
  const shown = jobs.filter((job) => isChosen(choice, job));
  return {
    rows: toChosenRows(choice, jobs),
    isShownAll: shown.length === jobs.length,
    isChosen: (job: JobJson) => isChosen(choice, job),
    choose: (some: readonly JobJson[], isIn: boolean) =>
      setChoice((before) => ({ ...before, selection: withRows(before.selection, rowsOf(some), isIn) })),
    chooseNone: () => setChoice(NO_CHOICE),
    /** Counted anew, so that what is decided is what is told. */
    chooseEvery: async () => {
      const every = await countEvery(batchId).catch((error: unknown) => {
        notifyFailed('Could not count the rows', error);
        return null;
      });
      if (every) setChoice(every);
    },
    /** Those that were decided; others may have been chosen meanwhile. */
    letGo: (rowIndexes: readonly number[] | 'all') =>
      setChoice((before) =>
        rowIndexes === 'all' || before.all !== null
          ? NO_CHOICE
          : { ...before, selection: withRows(before.selection, rowIndexes, false) },
      ),
  };
}

export type ChosenRowsState = ReturnType<typeof useChosenRows>;

async function countEvery(batchId: string): Promise<Choice> {
  const { items, read_at: until } = await api.get<UnconfirmedPageJson>('/unconfirmed', {
    query: { batch_id: batchId },
  });
  return chooseAll({ count: items[0]?.unconfirmed ?? 0, until });
}
