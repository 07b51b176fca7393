import type { Actor, AuditActor } from '../domain/role';
import type { Database } from './connect';

export interface AuditEntry {
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly batchId?: string;
  readonly rowIndex?: number;
  /** Never cell values, secrets or tokens. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Notes who did what. */
export async function writeAudit(
  db: Pick<Database, 'prisma'>,
  actor: Actor,
  entry: AuditEntry,
): Promise<void> {
  await db.prisma.auditEvent.create({
    data: { ...actorColumns(actor), ...entry, details: { ...entry.details } },
  });
}

/** Notes the same of several things, so that the history of each has it. */
export async function writeAudits(
  db: Pick<Database, 'prisma'>,
  actor: Actor,
  entries: readonly AuditEntry[],
): Promise<void> {
  await db.prisma.auditEvent.createMany({
    data: entries.map((entry) => ({ ...actorColumns(actor), ...entry, details: { ...entry.details } })),
  });
}

/** Who did something, as the audit keeps it. */
export function actorColumns(actor: Actor): AuditActor {
  if (actor.type === 'share') return { actorType: 'share', actorId: actor.shareId, actorName: 'shared link' };
  if (actor.type === 'system') return { actorType: 'system', actorId: null, actorName: actor.name };
  const actorId = actor.type === 'token' ? actor.tokenId : actor.userId;
  return { actorType: actor.type, actorId, actorName: actor.name };
}
