import { parseAutomation } from '../../automation/parse-automation';
import { namedSecrets } from '../../automation/referenced-names';
import type { Database } from '../../db/connect';

/** Secret -> names of the automations whose newest version uses it, both in order. */
export async function secretUsers(db: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const automations = await db.prisma.automation.findMany({
    where: { archivedAt: null },
    select: {
      name: true,
      versions: { orderBy: { version: 'desc' }, take: 1, select: { source: true } },
    },
    orderBy: { name: 'asc' },
  });
  const users = new Map<string, string[]>();
  for (const { name, versions } of automations) {
    for (const secret of secretsOf(versions[0]?.source ?? '')) {
      users.set(secret, [...(users.get(secret) ?? []), name]);
    }
  }
  return users;
}

/** Most automations use none, and reading a document takes a while. */
function secretsOf(source: string): ReadonlySet<string> {
  if (!source.includes('secret')) return new Set();
  const parsed = parseAutomation(source);
  return parsed.ok ? namedSecrets(parsed.automation) : new Set();
}
