import { z } from 'zod';
import { createdAnswer, jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import {
  automationListItemSchema,
  automationSchema,
  toAutomationJson,
  toAutomationListItemJson,
} from '@/lib/domain/wire/automation';
import { pageSchema } from '@/lib/domain/wire/page';
import { listAutomations } from '@/lib/services/automations/list-automations';
import { saveAutomation } from '@/lib/services/automations/save-automation';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'All automations, by name',
  permission: 'read',
  answers: { 200: pageSchema(automationListItemSchema) },
  handle: async ({ context }) => {
    const automations = await listAutomations(context);
    return jsonAnswer({ items: automations.map(toAutomationListItemJson), next_cursor: null });
  },
});

export const POST = withRoute({
  summary: 'Save an automation: a new one, or a new version of the one it names',
  permission: 'write',
  body: z.strictObject({ source: z.string().min(1) }),
  answers: { 201: automationSchema },
  handle: async ({ context, body }) => {
    const saved = await saveAutomation(context, body);
    return createdAnswer(toAutomationJson(saved), `/api/v1/automations/${saved.name}`);
  },
});
