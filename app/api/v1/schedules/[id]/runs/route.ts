import { z } from 'zod';
import { pageAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { scheduleRunSchema, toScheduleRunJson } from '@/lib/domain/wire/schedule';
import { listScheduleRuns } from '@/lib/services/schedules/list-schedules';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'What became of the due times of a schedule, the latest first',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.object(pageQuery(25, 100)),
  answers: { 200: pageSchema(scheduleRunSchema) },
  handle: async ({ context, params, query }) =>
    pageAnswer(await listScheduleRuns(context, { scheduleId: params.id, ...query }), (run) =>
      toScheduleRunJson(run, context.publicUrl),
    ),
});
