import { z } from 'zod';
import { createdAnswer, pageAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { toReadOptions } from '@/lib/domain/wire/read-options';
import { scheduleSchema, toScheduleJson } from '@/lib/domain/wire/schedule';
import { newScheduleSchema, toNewSchedule } from '@/lib/domain/wire/schedule-change';
import { createSchedule } from '@/lib/services/schedules/create-schedule';
import { listSchedules } from '@/lib/services/schedules/list-schedules';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Schedules with their next and last runs, the newest first',
  permission: 'read',
  query: z.object(pageQuery(50, 100)),
  answers: { 200: pageSchema(scheduleSchema) },
  handle: async ({ context, query }) =>
    pageAnswer(await listSchedules(context, query), (schedule) =>
      toScheduleJson(schedule, context.publicUrl),
    ),
});

export const POST = withRoute({
  summary: 'Run an automation over a file, or a batch again, at times that come round',
  permission: 'write',
  body: newScheduleSchema,
  answers: { 201: scheduleSchema },
  handle: async ({ context, body }) => {
    const dialect = body.dialect && toReadOptions(body.dialect);
    const schedule = await createSchedule(context, { ...toNewSchedule(body), dialect });
    return createdAnswer(toScheduleJson(schedule, context.publicUrl), `/api/v1/schedules/${schedule.id}`);
  },
});
