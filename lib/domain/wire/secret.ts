import { z } from 'zod';
import { timeOrNull, timeSchema } from './time';

/** A secret as everybody may know it: there is no way to read its value. */
export const secretSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  readable: z.boolean().describe('false: encrypted with a key that this installation does not have now'),
  automations: z.array(z.string()).describe('whose newest version uses it'),
  set_by: z.string().nullable(),
  created_at: timeSchema,
  updated_at: timeSchema,
  last_used_at: timeSchema.nullable(),
});
export type SecretJson = z.infer<typeof secretSchema>;

export function toSecretJson(secret: {
  readonly name: string;
  readonly description: string | null;
  readonly isReadable: boolean;
  readonly automations: readonly string[];
  readonly authorName: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastUsedAt: Date | null;
}): SecretJson {
  return {
    name: secret.name,
    description: secret.description,
    readable: secret.isReadable,
    automations: [...secret.automations],
    set_by: secret.authorName,
    created_at: secret.createdAt.toISOString(),
    updated_at: secret.updatedAt.toISOString(),
    last_used_at: timeOrNull(secret.lastUsedAt),
  };
}
