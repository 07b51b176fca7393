import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { historyQuerySchema, historySchema, toHistoryJson } from '@/lib/domain/wire/automation-history';
import { readHistory } from '@/lib/services/automations/read-history';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'How the batches of an automation went, by the day or week in which they were started',
  permission: 'read',
  params: z.object({ name: z.string() }),
  query: historyQuerySchema,
  answers: { 200: historySchema },
  handle: async ({ context, params, query: { time_zone: timeZone, ...query } }) =>
    jsonAnswer(toHistoryJson(await readHistory(context, { ...params, ...query, timeZone }))),
});
