import type { Queryable } from '../transaction';

/** An automation that rows of a batch may choose, under its number. */
export interface AutomationPin {
  readonly no: number;
  readonly automationId: string;
  readonly version: number;
  readonly bindings: object;
}

const SQL = `
insert into batch_automation (batch_id, no, automation_id, version, bindings)
select $1, p.no, p.automation_id, p.version, p.bindings
  from jsonb_to_recordset($2::jsonb) as p (no smallint, automation_id uuid, version int, bindings jsonb)
    on conflict (batch_id, no) do update set version = excluded.version, bindings = excluded.bindings`;

/** Pins automations of a batch whose rows choose, new ones and other versions of those that are pinned already. */
export async function repinAutomations(
  db: Queryable,
  batchId: string,
  pins: readonly AutomationPin[],
): Promise<void> {
  if (pins.length === 0) return;
  const records = pins.map(({ no, automationId, version, bindings }) => ({
    ...{ no, automation_id: automationId, version, bindings },
  }));
  await db.query(SQL, [batchId, JSON.stringify(records)]);
}

/** Lets a row of the batch run another of its automations from its next attempt on. */
export async function setAutomationNo(
  db: Queryable,
  job: { batchId: string; rowIndex: number },
  no: number,
): Promise<void> {
  await db.query('update job set automation_no = $3 where batch_id = $1 and row_index = $2', [
    job.batchId,
    job.rowIndex,
    no,
  ]);
}
