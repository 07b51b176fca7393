import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { checkSchema, toCheckJson } from '@/lib/domain/wire/check';
import { getCheck } from '@/lib/services/checks/get-check';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'A check of a file: how far it is, and what it found, equal problems together',
  permission: 'read',
  params: z.object({ id: z.string(), check_id: z.string() }),
  answers: { 200: checkSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toCheckJson(await getCheck(context, { uploadId: params.id, checkId: params.check_id }))),
});
