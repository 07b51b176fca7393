import { parseAutomation } from '../../automation/parse-automation';
import type { Database } from '../../db/connect';

/** Session -> names of the automations whose newest version names it, both in order. */
export async function sessionUsers(db: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const automations = await db.prisma.automation.findMany({
    where: { archivedAt: null },
    select: { name: true, versions: { orderBy: { version: 'desc' }, take: 1, select: { source: true } } },
    orderBy: { name: 'asc' },
  });
  const users = new Map<string, string[]>();
  for (const { name, versions } of automations) {
    const session = sessionOf(versions[0]?.source ?? '');
    if (session !== null) users.set(session, [...(users.get(session) ?? []), name]);
  }
  return users;
}

/** Most automations have none, and reading a document takes a while. */
function sessionOf(source: string): string | null {
  if (!source.includes('session')) return null;
  const parsed = parseAutomation(source);
  return (parsed.ok && parsed.automation.session) || null;
}
