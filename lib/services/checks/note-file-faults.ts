import { insertCheckGroups } from '../../db/sql/store-check-page';
import type { Context } from '../context';
import type { CheckGroups } from './check-groups';
import type { CheckRecord } from './find-check';

/** Faults of the file as a whole stand among the groups, without rows: no batch can be made before they are mended. */
export async function noteFileFaults(
  context: Context,
  check: CheckRecord,
  groups: CheckGroups,
): Promise<void> {
  const faults = await context.db.prisma.uploadProblem.findMany({
    where: { uploadId: check.uploadId, rowIndex: null },
    orderBy: { no: 'asc' },
    take: 100,
  });
  for (const { code, severity, message, columnNumber } of faults) {
    const column = columnNumber === null ? null : columnNumber - 1;
    const isError = severity === 'error';
    const advice = isError
      ? 'Mend the file and upload it again, or have it read in another way.'
      : 'Look whether the rows are what you expect.';
    groups.numberOf(
      { code, severity: isError ? 'error' : 'warning', column, input: null, message, advice },
      true,
    );
  }
  await insertCheckGroups(context.db.pool, check.id, groups.takeUnsaved());
}
