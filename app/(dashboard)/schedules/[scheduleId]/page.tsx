import type { Metadata } from 'next';
import { cache } from 'react';
import { requireContext } from '@/app/_auth/require-actor';
import { orNotFound } from '@/app/_batches/or-not-found';
import { ScheduleScreen } from '@/app/_schedules/schedule-screen';
import { toScheduleJson, toScheduleRunJson } from '@/lib/domain/wire/schedule';
import { getSchedule, listScheduleRuns } from '@/lib/services/schedules/list-schedules';
import { previewTimetable } from '@/lib/services/schedules/preview-timetable';

const SHOWN = 50;

interface SchedulePageProps {
  readonly params: Promise<{ scheduleId: string }>;
  readonly searchParams: Promise<{ cursor?: string }>;
}

/** Read once a request, for title and page alike. */
const readSchedule = cache(async (scheduleId: string) =>
  orNotFound(getSchedule(await requireContext(), { scheduleId })),
);

export async function generateMetadata({ params }: Pick<SchedulePageProps, 'params'>): Promise<Metadata> {
  return { title: (await readSchedule((await params).scheduleId)).name };
}

export default async function SchedulePage({ params, searchParams }: SchedulePageProps) {
  const { scheduleId } = await params;
  const { cursor } = await searchParams;
  const schedule = await readSchedule(scheduleId);
  const context = await requireContext();
  const [runs, preview] = await Promise.all([
    listScheduleRuns(context, { scheduleId, limit: SHOWN, cursor }),
    schedule.pause ? null : previewTimetable(context, schedule),
  ]);
  return (
    <ScheduleScreen
      schedule={toScheduleJson(schedule, context.publicUrl)}
      nextTimes={preview?.nextRunTimes.map((time) => time.toISOString()) ?? []}
      runs={runs.items.map((run) => toScheduleRunJson(run, context.publicUrl))}
      nextCursor={runs.nextCursor}
    />
  );
}
