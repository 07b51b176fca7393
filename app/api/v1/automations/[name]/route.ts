import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { automationSchema, toAutomationJson } from '@/lib/domain/wire/automation';
import { getAutomation } from '@/lib/services/automations/get-automation';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'An automation with its document: the newest version, or the one asked for',
  permission: 'read',
  params: z.object({ name: z.string() }),
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  answers: { 200: automationSchema },
  handle: async ({ context, params, query }) =>
    jsonAnswer(toAutomationJson(await getAutomation(context, { ...params, ...query }))),
});
