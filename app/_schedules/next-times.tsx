'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { ApiError, api, errorText } from '@/app/_components/api-client';
import { sentence } from '@/app/_components/sentence';
import { useSettled } from '@/app/_components/use-settled';
import type { timetablePreviewSchema } from '@/lib/domain/wire/schedule-change';
import { ownTimeText, zonedText } from './zoned-time';

type Preview = z.infer<typeof timetablePreviewSchema>;

const TYPING_MS = 300;

interface NextTimesProps {
  readonly cron: string;
  readonly timeZone: string;
  readonly ownZone: string;
}

/** What the schedule says, in words, and its next five times. */
export function NextTimes({ cron, timeZone, ownZone }: NextTimesProps) {
  const asked = useSettled(`${timeZone}\n${cron}`, TYPING_MS);
  const { data, error } = useQuery({
    queryKey: ['timetable', asked],
    queryFn: ({ signal }) => {
      const [zone, expression] = asked.split('\n');
      return api.post<Preview>('/schedules/preview', { body: { cron: expression, time_zone: zone }, signal });
    },
    placeholderData: keepPreviousData,
    retry: (count, reason) => !(reason instanceof ApiError) && count < 2,
  });
  return (
    <section aria-label="Next runs" aria-live="polite" className="min-h-36 rounded-md bg-surface px-3 py-2">
      {error ? (
        <p className="text-danger">{error instanceof ApiError ? error.detail : errorText(error)}</p>
      ) : data ? (
        <>
          <p className="font-medium">
            {sentence(data.words)}, {data.time_zone}
          </p>
          <ol className="mt-1 text-muted tabular-nums">
            {data.next_run_times.map((at) => (
              <NextTime key={at} at={at} timeZone={data.time_zone} ownZone={ownZone} />
            ))}
          </ol>
        </>
      ) : null}
    </section>
  );
}

function NextTime({ at, timeZone, ownZone }: { at: string; timeZone: string; ownZone: string }) {
  const own = ownTimeText(at, timeZone, ownZone);
  return (
    <li>
      {zonedText(at, timeZone)}
      {own === null ? null : <span className="text-faint"> · {own}</span>}
    </li>
  );
}
