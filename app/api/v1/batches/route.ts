import { z } from 'zod';
import { createdAnswer, pageAnswer } from '@/app/_http/answers';
import { flagQuery, listQuery, pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { ARCHIVED, BATCH_STATES } from '@/lib/domain/batch-state';
import { batchListItemSchema, batchSchema, toBatchJson, toBatchListItemJson } from '@/lib/domain/wire/batch';
import { newBatchSchema, toCreateBatchInput } from '@/lib/domain/wire/new-batch';
import { pageSchema } from '@/lib/domain/wire/page';
import { toReadOptions } from '@/lib/domain/wire/read-options';
import { createBatch } from '@/lib/services/batches/create-batch';
import { listBatches } from '@/lib/services/batches/list-batches';
import { rereadUpload } from '@/lib/services/uploads/reread-upload';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Batches, the newest first',
  permission: 'read',
  query: z.object({
    ...pageQuery(25, 100),
    status: listQuery(BATCH_STATES).optional(),
    automation: z.string().max(100).optional().describe('name of the automation of all rows, or of some'),
    owner: z.string().max(200).optional(),
    tag: z.string().max(40).optional(),
    unconfirmed: flagQuery.describe('only batches with rows whose outcome nobody knows'),
    archived: z.enum(ARCHIVED).default('exclude'),
    q: z.string().max(200).optional().describe('part of the name of the batch, its file or its automation'),
  }),
  answers: { 200: pageSchema(batchListItemSchema) },
  handle: async ({ context, query: { q, ...query } }) =>
    pageAnswer(await listBatches(context, { ...query, search: q }), (batch) =>
      toBatchListItemJson(batch, context.publicUrl),
    ),
});

export const POST = withRoute({
  summary: 'Create a batch of an uploaded file and an automation',
  permission: 'write',
  body: newBatchSchema,
  answers: { 201: batchSchema },
  handle: async ({ context, body }) => {
    if (body.dialect) {
      const readOptions = toReadOptions(body.dialect);
      await rereadUpload(context, { uploadId: body.upload_id, readOptions });
    }
    const batch = await createBatch(context, toCreateBatchInput(body));
    return createdAnswer(toBatchJson(batch, context.publicUrl), `/api/v1/batches/${batch.id}`);
  },
});
