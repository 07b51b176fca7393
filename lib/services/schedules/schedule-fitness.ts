import type { Database } from '../../db/connect';
import type { Schedule } from '../../db/records';
import { mayDo } from '../../domain/role';
import type { SchedulePause } from '../../domain/schedule';

/** Why a schedule cannot run any more until somebody changes it, or null. */
export async function findUnfitness(
  { prisma }: Database,
  schedule: Pick<Schedule, 'uploadId' | 'automationName' | 'ownerId' | 'ownerName'>,
): Promise<SchedulePause | null> {
  if (schedule.uploadId === null) {
    return { code: 'upload_gone', text: 'Its file was deleted: choose another file, then turn it on.' };
  }
  if (schedule.automationName !== null && !(await isThere(prisma, schedule.automationName))) {
    const text = `There is no automation ${schedule.automationName} any more: make another schedule.`;
    return { code: 'automation_gone', text };
  }
  return findOwnerUnfitness(prisma, schedule);
}

async function isThere(prisma: Database['prisma'], name: string): Promise<boolean> {
  return (await prisma.automation.count({ where: { name, archivedAt: null } })) > 0;
}

/** Why its owner may run nothing any more, or null. What the system owns has no owner who could go. */
async function findOwnerUnfitness(
  prisma: Database['prisma'],
  { ownerId, ownerName }: Pick<Schedule, 'ownerId' | 'ownerName'>,
): Promise<SchedulePause | null> {
  if (ownerId === null) return null;
  const owner = await prisma.user.findUnique({ where: { id: ownerId } });
  const after = 'Whoever turns it on owns it from then on.';
  if (!owner) return { code: 'owner_gone', text: `The account of ${ownerName} was deleted. ${after}` };
  if (owner.disabledAt) {
    return { code: 'owner_disabled', text: `The account of ${ownerName} is disabled. ${after}` };
  }
  if (mayDo(owner.role, 'write')) return null;
  return { code: 'owner_forbidden', text: `${ownerName} may only look at batches now. ${after}` };
}

export function isAboutOwner({ code }: SchedulePause): boolean {
  return code === 'owner_gone' || code === 'owner_disabled' || code === 'owner_forbidden';
}
