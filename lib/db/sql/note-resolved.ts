import type { AuditActor } from '../../domain/role';
import type { Queryable } from '../transaction';

const SQL = `
insert into audit_event (actor_type, actor_id, actor_name, action, entity, entity_id, batch_id, row_index, details)
select $1, $2, $3, 'job.resolve', 'job', r.entity_id, $4, r.row_index, jsonb_build_object('status', $5::text)
  from unnest($6::int[], $7::text[]) as r (row_index, entity_id)`;

/** Notes in the history of each row who decided it, in the transaction that does. @param rows with the ids of their jobs */
export async function noteResolved(
  db: Queryable,
  { actorType, actorId, actorName }: AuditActor,
  batchId: string,
  status: string,
  rows: readonly { readonly rowIndex: number; readonly jobId: string }[],
): Promise<void> {
  const rowIndexes = rows.map((row) => row.rowIndex);
  const jobIds = rows.map((row) => row.jobId);
  await db.query(SQL, [actorType, actorId, actorName, batchId, status, rowIndexes, jobIds]);
}
