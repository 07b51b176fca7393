import { z } from 'zod';
import { emptyAnswer, jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { scheduleSchema, toScheduleJson } from '@/lib/domain/wire/schedule';
import { scheduleChangeSchema, toScheduleChange } from '@/lib/domain/wire/schedule-change';
import { changeSchedule, deleteSchedule } from '@/lib/services/schedules/change-schedule';
import { getSchedule } from '@/lib/services/schedules/list-schedules';

export const dynamic = 'force-dynamic';
const params = z.object({ id: z.string() });

export const GET = withRoute({
  summary: 'A schedule with its next and last run',
  permission: 'read',
  params,
  answers: { 200: scheduleSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toScheduleJson(await getSchedule(context, { scheduleId: params.id }), context.publicUrl)),
});

export const PATCH = withRoute({
  summary: 'Change a schedule, pause it or turn it on; its batches stay as they are',
  permission: 'write',
  params,
  body: scheduleChangeSchema,
  answers: { 200: scheduleSchema },
  handle: async ({ context, params, body }) => {
    const schedule = await changeSchedule(context, { scheduleId: params.id, ...toScheduleChange(body) });
    return jsonAnswer(toScheduleJson(schedule, context.publicUrl));
  },
});

export const DELETE = withRoute({
  summary: 'Delete a schedule; its batches stay',
  permission: 'write',
  params,
  answers: { 204: 'Deleted' },
  handle: async ({ context, params }) => {
    await deleteSchedule(context, { scheduleId: params.id });
    return emptyAnswer();
  },
});
