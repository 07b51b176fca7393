import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { operationSchema, toOperationJson } from '@/lib/domain/wire/operation';
import { getOperation } from '@/lib/services/operations/get-operation';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'A retry, stop or decision of more than 10,000 rows, and how far it has come',
  permission: 'read',
  params: z.object({ id: z.string() }),
  answers: { 200: operationSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toOperationJson(await getOperation(context, { operationId: params.id }))),
});
