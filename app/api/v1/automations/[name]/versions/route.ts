import { z } from 'zod';
import { createdAnswer, jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import {
  automationSchema,
  automationVersionSchema,
  toAutomationJson,
  toAutomationVersionJson,
} from '@/lib/domain/wire/automation';
import { pageSchema } from '@/lib/domain/wire/page';
import { listAutomationVersions } from '@/lib/services/automations/list-automations';
import { saveAutomation } from '@/lib/services/automations/save-automation';

export const dynamic = 'force-dynamic';
const params = z.object({ name: z.string() });

export const GET = withRoute({
  summary: 'The versions of an automation, the newest first',
  permission: 'read',
  params,
  answers: { 200: pageSchema(automationVersionSchema) },
  handle: async ({ context, params }) => {
    const versions = await listAutomationVersions(context, params);
    return jsonAnswer({ items: versions.map(toAutomationVersionJson), next_cursor: null });
  },
});

export const POST = withRoute({
  summary: 'Save a new version; the document must bear the name in the address',
  permission: 'write',
  params,
  body: z.strictObject({ source: z.string().min(1) }),
  answers: { 201: automationSchema },
  handle: async ({ context, params, body }) => {
    const saved = await saveAutomation(context, { ...body, ...params });
    return createdAnswer(toAutomationJson(saved), `/api/v1/automations/${saved.name}`);
  },
});
