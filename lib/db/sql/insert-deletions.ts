import type { AuditActor } from '../../domain/role';
import type { Queryable } from '../transaction';

/** A batch or a file that was deleted. */
export interface Deletion {
  readonly id: string;
  /** Never cells. */
  readonly details: Readonly<Record<string, string | number | null>>;
}

const SQL = `
insert into audit_event (actor_type, actor_id, actor_name, action, entity, entity_id, batch_id, details)
select $1, $2, $3, $4 || '.delete', $4, d.id::text, case when $4 = 'batch' then d.id end, d.details
  from jsonb_to_recordset($5::jsonb) as d (id uuid, details jsonb)`;

/** Writes into the audit who deleted batches or files, in the transaction that marks them. */
export async function insertDeletions(
  db: Queryable,
  { actorType, actorId, actorName }: AuditActor,
  entity: 'batch' | 'upload',
  deletions: readonly Deletion[],
): Promise<void> {
  await db.query(SQL, [actorType, actorId, actorName, entity, JSON.stringify(deletions)]);
}
