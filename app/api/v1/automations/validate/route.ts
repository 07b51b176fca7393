import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { automationCheckSchema, toAutomationCheckJson } from '@/lib/domain/wire/automation-check';
import { validateAutomation } from '@/lib/services/automations/validate-automation';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary:
    'Check an automation without saving it: its problems with line and column, and what it does in words',
  permission: 'read',
  body: z.strictObject({ source: z.string().max(1_048_576) }),
  answers: { 200: automationCheckSchema },
  handle: async ({ context, body }) =>
    jsonAnswer(toAutomationCheckJson(await validateAutomation(context, body))),
});
