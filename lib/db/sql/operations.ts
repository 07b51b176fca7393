import type { Operation } from '../../domain/operation';
import type { Decision } from '../../domain/resolution';
import { newId } from '../new-id';
import type { Queryable } from '../transaction';
import type { JobSelection } from './select-jobs';

/** An operation as the one who works it off needs it. */
export interface OpenOperation {
  readonly id: string;
  readonly batchId: string;
  readonly runId: string;
  readonly kind: Operation['kind'];
  readonly selection: JobSelection;
  /** Of a `resolve`: what was decided about the rows, and by whom. */
  readonly resolution: Decision | null;
  /** All rows before this one have been looked at. */
  readonly nextRow: number;
  /** ISO time with all its digits: rows that ended after it are none of its own. */
  readonly createdAt: string;
}

/** What is to be done with which rows; a `resolve` says what was decided. */
export type OperationOrder = Pick<OpenOperation, 'batchId' | 'kind' | 'selection'> & {
  readonly resolution?: Decision;
};

/** Notes what is to be done; the caller has locked the batch row. @returns its id */
export async function insertOperation(
  db: Queryable,
  operation: OperationOrder & Pick<Operation, 'total'>,
): Promise<string> {
  const { batchId, kind, total, selection, resolution } = operation;
  const id = newId();
  await db.query(
    `insert into batch_operation (id, batch_id, kind, selection, total, resolution) values ($1, $2, $3, $4, $5, $6)`,
    [id, batchId, kind, JSON.stringify(selection), total, resolution ? JSON.stringify(resolution) : null],
  );
  return id;
}

/** Locks the operation's batch; null when the operation has ended or went with its batch. */
export async function lockOperation(db: Queryable, id: string): Promise<OpenOperation | null> {
  await db.query(
    'select from batch where id = (select batch_id from batch_operation where id = $1) for update',
    [id],
  );
  const { rows } = await db.query<OpenOperation>(
    `select o.id, o.batch_id as "batchId", b.run_id as "runId", o.kind, o.selection, o.resolution,
            o.next_row as "nextRow", o.created_at::text as "createdAt"
       from batch_operation o join batch b on b.id = o.batch_id and b.kind <> 'deleted'
      where o.id = $1 and o.ended_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

/** @param nextRow null when all rows have been looked at: the operation ends */
export async function moveOperation(
  db: Queryable,
  id: string,
  done: number,
  nextRow: number | null,
): Promise<void> {
  await db.query(
    `update batch_operation
        set done = done + $2, next_row = coalesce($3, next_row), ended_at = case when $3::int is null then now() end
      where id = $1`,
    [id, done, nextRow],
  );
}

/** Ends what is open; the caller has locked the batch row. */
export async function cancelOperations(db: Queryable, batchId: string): Promise<void> {
  await db.query(
    'update batch_operation set ended_at = now(), is_cancelled = true where batch_id = $1 and ended_at is null',
    [batchId],
  );
}

/** Whether rows of the batch are still to be changed: it does not end before. @param kind only by this; null: by any */
export async function hasOpenOperation(
  db: Queryable,
  batchId: string,
  kind: Operation['kind'] | null = null,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'has-open-operation',
    text: `select 1 from batch_operation
            where batch_id = $1 and ended_at is null and ($2::text is null or kind::text = $2) limit 1`,
    values: [batchId, kind],
  });
  return rowCount === 1;
}
