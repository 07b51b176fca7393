import type { Queryable } from '../transaction';

/** Whether rows of the automation (null: of any) may have been completed under a key since a check began to look. */
export async function mayHaveCompletedSince(
  db: Queryable,
  automationId: string | null,
  checkId: string,
): Promise<boolean> {
  const { rows } = await db.query<{ may: boolean }>(
    `select exists (
       select from batch b, upload_check c
        where c.id = $2 and ($1::uuid is null or b.automation_id = $1
               or exists (select from batch_automation a where a.batch_id = b.id and a.automation_id = $1))
          and b.settings ->> 'key_column' is not null
          and b.total_jobs > 0 and (b.finished_at is null or b.finished_at >= c.started_at)
     ) as may`,
    [automationId, checkId],
  );
  return rows[0]?.may ?? false;
}
