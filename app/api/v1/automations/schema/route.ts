import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { automationJsonSchema } from '@/lib/automation/json-schema';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The JSON Schema of an automation file',
  permission: 'anyone',
  answers: { 200: 'JSON Schema, 2020-12' },
  handle: async () => jsonAnswer(automationJsonSchema()),
});
