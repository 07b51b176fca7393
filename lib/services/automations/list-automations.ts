import { NotFoundError } from '../../domain/errors';
import type { Context } from '../context';

export interface AutomationListItem {
  readonly name: string;
  readonly title: string;
  readonly latestVersion: number;
  readonly effect: 'read' | 'submit';
  readonly updatedAt: Date;
  readonly batchCount: number;
}

/** All automations that are not archived, by name. There are few: no pages. */
export async function listAutomations(context: Context): Promise<AutomationListItem[]> {
  const automations = await context.db.prisma.automation.findMany({
    where: { archivedAt: null },
    orderBy: { name: 'asc' },
    include: { versions: { orderBy: { version: 'desc' }, take: 1, select: { effect: true } } },
  });
  const batches = await context.db.prisma.batch.groupBy({
    by: ['automationId'],
    where: { kind: 'run' },
    _count: true,
  });
  const countOf = new Map(batches.map((group) => [group.automationId, group._count]));
  return automations.map((automation) => ({
    name: automation.name,
    title: automation.title,
    latestVersion: automation.latestVersion,
    effect: automation.versions[0]?.effect ?? 'read',
    updatedAt: automation.updatedAt,
    batchCount: countOf.get(automation.id) ?? 0,
  }));
}

export interface AutomationVersionItem {
  readonly version: number;
  readonly effect: 'read' | 'submit';
  readonly createdAt: Date;
  readonly authorId: string | null;
}

/** The versions of an automation, the newest first. @throws NotFoundError */
export async function listAutomationVersions(
  context: Context,
  input: { name: string },
): Promise<AutomationVersionItem[]> {
  const automation = await context.db.prisma.automation.findUnique({
    where: { name: input.name },
    include: {
      versions: {
        orderBy: { version: 'desc' },
        select: { version: true, effect: true, createdAt: true, authorId: true },
      },
    },
  });
  if (!automation) throw new NotFoundError('automation_not_found', `Automation not found: ${input.name}`);
  return automation.versions;
}
