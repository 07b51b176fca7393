import type { Database } from '../../db/connect';
import { NotFoundError } from '../../domain/errors';

export interface AutomationView {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly latestVersion: number;
  readonly effect: 'read' | 'submit';
  /** As it was written. */
  readonly source: string;
  /** What runs: with what its `use` steps name written into it. */
  readonly resolved: string;
  readonly sha256: string;
  readonly createdAt: Date;
}

/** What a version runs. */
export function resolvedSource(version: {
  readonly source: string;
  readonly resolvedSource: string | null;
}): string {
  return version.resolvedSource ?? version.source;
}

/** One version of an automation, the newest unless told otherwise. @throws NotFoundError `automation_not_found` */
export async function getAutomation(
  context: { db: Database },
  input: { name: string; version?: number | undefined },
): Promise<AutomationView> {
  const automation = await context.db.prisma.automation.findUnique({ where: { name: input.name } });
  const wanted = input.version ?? automation?.latestVersion;
  const version =
    automation &&
    wanted !== undefined &&
    (await context.db.prisma.automationVersion.findUnique({
      where: { automationId_version: { automationId: automation.id, version: wanted } },
    }));
  if (!automation || !version) throw await notFound(context.db, input);
  return {
    id: automation.id,
    name: automation.name,
    title: automation.title,
    latestVersion: automation.latestVersion,
    version: version.version,
    effect: version.effect,
    source: version.source,
    resolved: resolvedSource(version),
    sha256: version.sha256,
    createdAt: version.createdAt,
  };
}

async function notFound(
  db: Database,
  input: { name: string; version?: number | undefined },
): Promise<NotFoundError> {
  const known = await db.prisma.automation.findMany({
    where: { archivedAt: null },
    select: { name: true },
    orderBy: { name: 'asc' },
    take: 10,
  });
  const version = input.version === undefined ? '' : `, version ${input.version}`;
  const names = known.map((automation) => automation.name).join(', ');
  return new NotFoundError(
    'automation_not_found',
    `Automation not found: ${input.name}${version}. ${names ? `Known: ${names}.` : 'None exists yet: add one first.'}`,
  );
}
