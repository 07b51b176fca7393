import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import {
  createdShareSchema,
  newShareSchema,
  shareSchema,
  toCreateShareInput,
  toShareJson,
} from '@/lib/domain/wire/share';
import { createShare } from '@/lib/services/shares/create-share';
import { listShares } from '@/lib/services/shares/revoke-share';

export const dynamic = 'force-dynamic';
const params = z.object({ id: z.string() });

export const GET = withRoute({
  summary: 'The links of a batch, the newest first',
  permission: 'read',
  params,
  answers: { 200: pageSchema(shareSchema) },
  handle: async ({ context, params }) => {
    const shares = await listShares(context, { batchId: params.id });
    return jsonAnswer({ items: shares.map(toShareJson), next_cursor: null });
  },
});

export const POST = withRoute({
  summary: 'Make a read-only link; its address is shown once',
  permission: 'write',
  showsSecret: true,
  params,
  body: newShareSchema,
  answers: { 201: createdShareSchema },
  handle: async ({ context, params, body }) => {
    const { share, url, token } = await createShare(context, {
      batchId: params.id,
      ...toCreateShareInput(body),
    });
    return jsonAnswer({ ...toShareJson(share), url, token }, 201);
  },
});
