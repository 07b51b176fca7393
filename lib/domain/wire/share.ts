import { z } from 'zod';
import { timeOrNull, timeSchema } from './time';

export const shareSchema = z.object({
  id: z.uuid(),
  batch_id: z.uuid(),
  hint: z.string().describe('first characters of the link, to tell links apart'),
  columns: z.array(z.string()).nullable().describe('null: all columns'),
  with_artifacts: z.boolean(),
  has_password: z.boolean(),
  created_at: timeSchema,
  expires_at: timeSchema.nullable(),
  revoked_at: timeSchema.nullable(),
  view_count: z.int(),
  viewed_at: timeSchema.nullable(),
});
export type ShareJson = z.infer<typeof shareSchema>;

/** The link is shown once. */
export const createdShareSchema = shareSchema.extend({ url: z.url(), token: z.string() });

export interface ShareSource {
  readonly id: string;
  readonly batchId: string;
  readonly hint: string;
  readonly columns: readonly string[];
  readonly hasAllColumns: boolean;
  readonly withArtifacts: boolean;
  readonly passwordHash: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly viewCount: number;
  readonly viewedAt: Date | null;
}

export function toShareJson(share: ShareSource): ShareJson {
  return {
    id: share.id,
    batch_id: share.batchId,
    hint: share.hint,
    columns: share.hasAllColumns ? null : [...share.columns],
    with_artifacts: share.withArtifacts && share.hasAllColumns,
    has_password: share.passwordHash !== null,
    created_at: share.createdAt.toISOString(),
    expires_at: timeOrNull(share.expiresAt),
    revoked_at: timeOrNull(share.revokedAt),
    view_count: share.viewCount,
    viewed_at: timeOrNull(share.viewedAt),
  };
}

/** The body of `POST /batches/:id/shares`. */
export const newShareSchema = z.strictObject({
  expires_in: z
    .number()
    .positive()
    .max(3650 * 86_400)
    .nullable()
    .optional()
    .describe('seconds; null: no end'),
  password: z.string().min(6).max(200).optional(),
  columns: z.array(z.string()).optional().describe('headers of the columns to show; absent: all'),
  with_artifacts: z.boolean().optional().describe('only when all columns are shown: files show hidden ones'),
});

/** The same in the names of lib/services. */
export function toCreateShareInput(body: z.output<typeof newShareSchema>) {
  const { expires_in, password, columns, with_artifacts } = body;
  return { expiresInSeconds: expires_in, password, columns, withArtifacts: with_artifacts };
}
