import { z } from 'zod';
import { timeOrNull, timeSchema } from './time';

const maxParallel = z.int().min(1).max(1000);
const perSecond = z.number().min(0.001).max(1000);

/** The body of `POST /hosts`. */
export const hostLimitsSchema = z.strictObject({
  host: z.string().min(1).max(300).describe('shop.example, shop.example:8443, or an address there'),
  max_parallel: maxParallel.nullish().describe('rows of all batches there at a time'),
  per_second: perSecond.nullish().describe('rows of all batches that may begin there a second'),
});

export const targetHostSchema = z.object({
  host: z.string(),
  max_parallel: z.int().nullable(),
  per_second: z.number().nullable(),
  not_before: timeSchema.nullable().describe('the host asked for patience (Retry-After) until then'),
  updated_at: timeSchema,
});
export type TargetHostJson = z.infer<typeof targetHostSchema>;

/** @param now the moment that `not_before` is compared with */
export function toTargetHostJson(
  host: {
    readonly host: string;
    readonly maxParallel: number | null;
    readonly perSecond: number | null;
    readonly notBefore: Date;
    readonly updatedAt: Date;
  },
  now: Date,
): TargetHostJson {
  return {
    host: host.host,
    max_parallel: host.maxParallel,
    per_second: host.perSecond,
    not_before: timeOrNull(host.notBefore > now ? host.notBefore : null),
    updated_at: host.updatedAt.toISOString(),
  };
}

export function toHostLimits(body: z.output<typeof hostLimitsSchema>): {
  host: string;
  maxParallel: number | null;
  perSecond: number | null;
} {
  return { host: body.host, maxParallel: body.max_parallel ?? null, perSecond: body.per_second ?? null };
}
