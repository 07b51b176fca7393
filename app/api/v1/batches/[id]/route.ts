import { z } from 'zod';
import { emptyAnswer, jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { readSnapshot } from '@/app/_server/batch-snapshot';
import { batchListItemSchema, batchSchema, toBatchJson } from '@/lib/domain/wire/batch';
import { batchChangeSchema } from '@/lib/domain/wire/batch-change';
import { changeBatch } from '@/lib/services/batches/change-batch';
import { deleteBatch } from '@/lib/services/batches/delete-batch';

export const dynamic = 'force-dynamic';
const params = z.object({ id: z.string() });

export const GET = withRoute({
  summary: 'A batch with its counts and the buckets of its field',
  permission: 'read',
  params,
  answers: { 200: batchListItemSchema },
  handle: async ({ context, params }) => jsonAnswer(await readSnapshot(context, params.id)),
});

export const PATCH = withRoute({
  summary: 'Rename a batch, keep it from being deleted for its age or change settings, also while it runs',
  permission: 'write',
  params,
  body: batchChangeSchema,
  answers: { 200: batchSchema },
  handle: async ({ context, params, body }) =>
    jsonAnswer(toBatchJson(await changeBatch(context, { batchId: params.id, ...body }), context.publicUrl)),
});

export const DELETE = withRoute({
  summary: 'Delete a batch that does not run, with its attempts, artifacts and links',
  permission: 'write',
  params,
  answers: { 204: 'Deleted' },
  handle: async ({ context, params }) => {
    await deleteBatch(context, { batchId: params.id });
    return emptyAnswer();
  },
});
