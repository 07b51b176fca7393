import { z } from 'zod';
import { type BatchSettingsInput, batchSettingsSchema } from '../batch-settings';
import { tagsSchema } from '../tag';

/** Settings by name without their defaults: what is not named keeps its value. The verb checks the bounds. */
const changedSettings = z.custom<Partial<BatchSettingsInput>>(
  (value) => z.record(z.string(), z.unknown()).safeParse(value).success,
  'must be an object of settings',
);

/** The body of `PATCH /batches/:id`. */
export const batchChangeSchema = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  tags: tagsSchema.optional().describe('all tags of the batch'),
  keep: z
    .boolean()
    .optional()
    .describe('true: it is not deleted for its age (FURROW_RETENTION_DAYS); false: it is again'),
  settings: changedSettings.optional().meta({
    type: 'object',
    description: `any of ${Object.keys(batchSettingsSchema.shape).join(', ')}`,
  }),
});
