import type { Pool } from 'pg';
import type { LiveView } from '../../domain/live-view';

// Not written at every look, so that many people in front of one row cost no more than one. What nobody has looked at for
// a minute goes, whoever asks: locked rows belong to somebody who does the same.
const SQL = `
with asked as (
  insert into live_view (batch_id, row_index)
  select $1, $2 where exists (select from lane where batch_id = $1 and running_row = $2)
  on conflict (batch_id, row_index) do update set asked_at = now()
    where live_view.asked_at < now() - interval '1 second'
), left_over as (
  delete from live_view v using (
    select batch_id, row_index from live_view
     where asked_at < now() - interval '1 minute' and (batch_id, row_index) <> ($1::uuid, $2::int)
     for update skip locked
  ) old where v.batch_id = old.batch_id and v.row_index = old.row_index
)
select attempt_no as "attemptNo", step_no as "stepNo", step_count as "stepCount", step_title as "stepTitle", picture,
       (extract(epoch from now() - taken_at) * 1000)::int as "ageMs"
  from live_view where batch_id = $1 and row_index = $2 and attempt_no is not null`;

export interface SeenLiveView extends LiveView {
  /** How old the picture is; null without one. */
  readonly ageMs: number | null;
}

/** Notes that somebody looks at a running row, and reads what its worker has shown of it; undefined while it has not. */
export async function askLiveView(
  pool: Pool,
  batchId: string,
  rowIndex: number,
): Promise<SeenLiveView | undefined> {
  const { rows } = await pool.query<SeenLiveView>(SQL, [batchId, rowIndex]);
  return rows[0];
}
