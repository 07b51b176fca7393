'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import type { HistoryUnit } from '@/lib/domain/automation-history';
import type { HistoryJson } from '@/lib/domain/wire/automation-history';

/** A month of days, half a year of weeks. */
export const HISTORY_COUNTS: Readonly<Record<HistoryUnit, number>> = { day: 30, week: 26 };

/** How the automation's batches went, in days of the reader's own time zone. */
export function useHistory(name: string, unit: HistoryUnit) {
  return useQuery({
    queryKey: ['automation', name, 'history', unit],
    queryFn: ({ signal }) => {
      const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const query = { unit, count: HISTORY_COUNTS[unit], time_zone: timeZone };
      return api.get<HistoryJson>(`/automations/${name}/history`, { query, signal });
    },
    placeholderData: keepPreviousData,
  });
}
