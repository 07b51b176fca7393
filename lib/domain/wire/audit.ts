import { z } from 'zod';
import { timeSchema } from './time';

export const auditEventSchema = z.object({
  id: z.string(),
  at: timeSchema,
  actor: z.object({ type: z.string(), name: z.string() }),
  action: z.string(),
  entity: z.string(),
  entity_id: z.string(),
  batch_id: z.string().nullable(),
  row_index: z.int().nullable(),
  details: z.unknown(),
});

export interface AuditSource {
  readonly id: bigint;
  readonly at: Date;
  readonly actorType: string;
  readonly actorName: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly batchId: string | null;
  readonly rowIndex: number | null;
  readonly details: unknown;
}

export function toAuditJson(event: AuditSource): z.infer<typeof auditEventSchema> {
  const { action, entity, details } = event;
  return {
    id: String(event.id),
    at: event.at.toISOString(),
    actor: { type: event.actorType, name: event.actorName },
    ...{ action, entity, details },
    entity_id: event.entityId,
    batch_id: event.batchId,
    row_index: event.rowIndex,
  };
}
