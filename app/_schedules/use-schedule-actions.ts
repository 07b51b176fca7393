import { useRouter } from 'next/navigation';
import { api } from '@/app/_components/api-client';
import { useChange } from '@/app/_components/use-change';
import { useRemoval } from '@/app/_components/use-removal';
import type { ScheduleJson } from '@/lib/domain/wire/schedule';

/** What a person can do with a schedule, each with its words. */
export function useScheduleActions({ id, name, enabled }: ScheduleJson) {
  const router = useRouter();
  const { run, isRunning } = useChange();
  const { remove, isRemoving } = useRemoval();
  return {
    isBusy: isRunning || isRemoving,
    runNow: () =>
      run(() => api.postOnce(`/schedules/${id}/run`), {
        done: `${name} runs now`,
        failed: `${name} was not run`,
      }),
    turn: () =>
      run(() => api.patch(`/schedules/${id}`, { body: { enabled: !enabled } }), {
        done: enabled ? `${name} is paused` : `${name} is on`,
        failed: enabled ? `Could not pause ${name}` : `Could not turn ${name} on`,
      }),
    /** Asks first. @param isPage the page is about this schedule, so there is nothing to stay for */
    remove: async (isPage = false) => {
      const isGone = await remove({
        title: `Delete ${name}?`,
        body: 'It comes due no more, and the list of its runs goes. Batches that it made stay.',
        action: 'Delete schedule',
        path: `/schedules/${id}`,
        done: `${name} is deleted`,
        failed: `Could not delete ${name}`,
      });
      if (isGone && isPage) router.push('/schedules');
    },
  };
}
