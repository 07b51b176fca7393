'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import type { BindingChoices } from '@/lib/domain/bindings';
import type { PlanJson } from '@/lib/domain/wire/plan';
import type { DialectChoice } from './batch-draft';

interface PlanQuestion {
  readonly automation: string | null;
  readonly bindings: BindingChoices;
  readonly rowIndex: number;
  readonly dialect: DialectChoice;
}

/** What feeds the inputs and what one row will do. */
export function usePlan(uploadId: string, reading: string, question: PlanQuestion) {
  const { automation, bindings, rowIndex, dialect } = question;
  return useQuery({
    queryKey: ['upload', uploadId, 'plan', reading, question],
    queryFn: ({ signal }) =>
      api.post<PlanJson>(`/uploads/${uploadId}/plan`, {
        body: {
          ...(automation === null ? {} : { automation }),
          bindings,
          row_index: rowIndex,
          ...(Object.keys(dialect).length > 0 ? { dialect } : {}),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
}
