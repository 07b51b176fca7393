import type { Queryable } from '../transaction';

/**
 * Changes some settings of a batch, and on demand lets it use the newest version of its automation from now on; every
 * attempt keeps the version it ran.
 */
export async function changeRetrySettings(
  db: Queryable,
  batchId: string,
  settings: Readonly<Record<string, unknown>>,
  useLatestVersion: boolean,
): Promise<void> {
  if (Object.keys(settings).length > 0) {
    await db.query('update batch set settings = settings || $2::jsonb where id = $1', [
      batchId,
      JSON.stringify(settings),
    ]);
  }
  if (useLatestVersion) {
    // The new version may have another base_url: its rows ask for their visits themselves.
    await db.query(
      `update batch b set automation_version = a.latest_version, host = null
         from automation a where b.id = $1 and a.id = b.automation_id`,
      [batchId],
    );
  }
}
