import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { timetablePreviewSchema, timetableSchema } from '@/lib/domain/wire/schedule-change';
import { previewTimetable } from '@/lib/services/schedules/preview-timetable';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'When a schedule would run, in words and its next five times; creates nothing',
  permission: 'read',
  body: timetableSchema,
  answers: { 200: timetablePreviewSchema },
  handle: async ({ context, body: { cron, time_zone } }) => {
    const preview = await previewTimetable(context, { cron, timeZone: time_zone });
    return jsonAnswer({
      ...{ cron: preview.cron, time_zone: preview.timeZone, words: preview.words },
      next_run_times: preview.nextRunTimes,
    });
  },
});
