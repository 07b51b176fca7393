import { z } from 'zod';
import { createdAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { checkSchema, newCheckSchema, toCheckJson, toCreateCheckInput } from '@/lib/domain/wire/check';
import { createCheck } from '@/lib/services/checks/create-check';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary:
    'Check all rows of a file, by itself or against an automation; the same question gives the same check',
  permission: 'write',
  params: z.object({ id: z.string() }),
  body: newCheckSchema,
  answers: { 201: checkSchema },
  handle: async ({ context, params, body }) => {
    const check = await createCheck(context, toCreateCheckInput(params.id, body));
    return createdAnswer(toCheckJson(check), `/api/v1/uploads/${check.uploadId}/checks/${check.id}`);
  },
});
