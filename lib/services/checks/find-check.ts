import type { Database } from '../../db/connect';
import type { CheckGroup, Upload, UploadCheck } from '../../db/records';
import { NotFoundError } from '../../domain/errors';
import { isId } from '../batches/find-batch';

export type CheckRecord = UploadCheck & { upload: Upload };

/** @throws NotFoundError `check_not_found`, also when the check is one of another file. */
export async function findCheck(
  db: Database,
  checkId: string,
  uploadId: string | null = null,
): Promise<CheckRecord> {
  const check = isId(checkId)
    ? await db.prisma.uploadCheck.findUnique({ where: { id: checkId }, include: { upload: true } })
    : null;
  if (!check || (uploadId !== null && check.uploadId !== uploadId)) {
    throw new NotFoundError('check_not_found', `Check not found: ${checkId}`);
  }
  return check;
}

/** A check's groups by their numbers. */
export async function readGroups(db: Database, checkId: string): Promise<Map<number, CheckGroup>> {
  const groups = await db.prisma.checkGroup.findMany({ where: { checkId }, orderBy: { no: 'asc' } });
  return new Map(groups.map((group) => [group.no, group]));
}
