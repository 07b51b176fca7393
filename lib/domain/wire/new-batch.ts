import { z } from 'zod';
import { batchSettingsSchema } from '../batch-settings';
import { bindingChoicesSchema } from '../bindings';
import { readOptionsSchema } from './read-options';

/** The body of `POST /batches`. */
export const newBatchSchema = z.strictObject({
  upload_id: z.string(),
  automation: z.string().max(100).optional(),
  automation_version: z.int().min(1).optional(),
  name: z.string().trim().max(200).optional(),
  bindings: bindingChoicesSchema.optional(),
  dialect: readOptionsSchema
    .optional()
    .describe('how to read the file, when it was read in another way so far'),
  vars: z.record(z.string(), z.string()).optional(),
  rows: z.enum(['all', 'valid']).optional(),
  limit: z.int().min(1).optional().describe('only the first usable rows'),
  settings: batchSettingsSchema.optional(),
  start: z.boolean().optional().describe('run as soon as the rows are in'),
});

/** The same in the names of lib/services. */
export function toCreateBatchInput(body: z.output<typeof newBatchSchema>) {
  const { upload_id, automation_version, dialect: _dialect, ...rest } = body;
  return { ...rest, uploadId: upload_id, automationVersion: automation_version };
}
