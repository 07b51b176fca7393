'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/app/_components/api-client';
import type { BindingChoices } from '@/lib/domain/bindings';
import type { TryJson } from '@/lib/domain/wire/try';

const LOOK_EVERY_MS = 400;

/** What is tried: a change of any of it makes an earlier try one of something else. */
export interface TryQuestion {
  readonly uploadId: string;
  readonly automation: { readonly name: string; readonly version: number };
  readonly bindings: BindingChoices;
}

interface StartedTry {
  readonly id: string;
  /** The question it answers. */
  readonly asked: string;
}

export function isGoing(tried: TryJson | undefined): boolean {
  return tried?.state === 'waiting' || tried?.state === 'running';
}

/** One try at a time, looked at again and again until it has ended. @param question null while something is missing */
export function useTry(question: TryQuestion | null) {
  const [started, setStarted] = useState<StartedTry | null>(null);
  const asked = JSON.stringify(question);
  const client = useQueryClient();
  const look = useQuery({
    queryKey: ['try', started?.id],
    queryFn: ({ signal }) => api.get<TryJson>(`/tries/${started?.id}`, { signal }),
    enabled: started !== null,
    refetchInterval: ({ state }) => (isGoing(state.data) ? LOOK_EVERY_MS : false),
  });
  const start = useMutation({
    mutationFn: ({ rowIndex, submit }: { rowIndex: number; submit: boolean }) =>
      api.postOnce<TryJson>(`/automations/${question?.automation.name}/try`, {
        body: {
          upload_id: question?.uploadId,
          automation_version: question?.automation.version,
          row_index: rowIndex,
          bindings: question?.bindings,
          ...(submit ? { submit } : {}),
        },
      }),
    onSuccess: (answer) => {
      client.setQueryData(['try', answer.id], answer);
      setStarted({ id: answer.id, asked });
    },
    onMutate: () => setStarted(null),
  });
  const stop = useMutation({
    mutationFn: () => api.post<TryJson>(`/tries/${started?.id}/stop`),
    onSettled: () => void look.refetch(),
  });
  return {
    tried: started === null ? undefined : look.data,
    error: start.error ?? look.error,
    /** Something was changed since: what is shown was tried before that. */
    isOutdated: started !== null && started.asked !== asked,
    isBusy: start.isPending || (started !== null && (look.isPending || isGoing(look.data))),
    isStopping: stop.isPending || stop.isSuccess,
    start: (rowIndex: number, submit = false) => {
      stop.reset();
      start.mutate({ rowIndex, submit });
    },
    stop: () => stop.mutate(),
  };
}
