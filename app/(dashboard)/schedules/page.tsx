import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { ScheduleListScreen } from '@/app/_schedules/schedule-list-screen';
import { toScheduleJson } from '@/lib/domain/wire/schedule';
import { listBatches } from '@/lib/services/batches/list-batches';
import { checkReadiness } from '@/lib/services/health/check-readiness';
import { listSchedules } from '@/lib/services/schedules/list-schedules';

export const metadata: Metadata = { title: 'Schedules' };

const SHOWN = 100;
const BATCHES = 50;

interface SchedulesPageProps {
  readonly searchParams: Promise<{ cursor?: string }>;
}

export default async function SchedulesPage({ searchParams }: SchedulesPageProps) {
  const context = await requireContext();
  const { cursor } = await searchParams;
  const [schedules, batches, { liveWorkers }] = await Promise.all([
    listSchedules(context, { limit: SHOWN, cursor }),
    listBatches(context, { limit: BATCHES }),
    checkReadiness(context),
  ]);
  return (
    <ScheduleListScreen
      schedules={schedules.items.map((schedule) => toScheduleJson(schedule, context.publicUrl))}
      batches={batches.items
        .filter(({ onlyWorkerId }) => onlyWorkerId === null)
        .map(({ id, name, filename }) => ({ id, name, filename }))}
      nextCursor={schedules.nextCursor}
      hasWorker={liveWorkers > 0}
    />
  );
}
