import { namedUses, type UsableAutomation } from '../../automation/fill-uses';
import { readYaml } from '../../automation/read-yaml';
import type { Database } from '../../db/connect';
import { resolvedSource } from './get-automation';

/** The automations that a document's `use` steps name, each as it runs now; one that is not there is left out. */
export async function findUsable(db: Database, source: string): Promise<UsableAutomation[]> {
  const read = readYaml(source);
  if (!read.ok) return [];
  const usable: UsableAutomation[] = [];
  for (const { automation: name, version } of namedUses(read.yaml.data)) {
    const found = await db.prisma.automationVersion.findFirst({
      where: { automation: { name }, ...(version !== null && { version }) },
      orderBy: { version: 'desc' },
    });
    const document = found && readYaml(resolvedSource(found));
    if (document?.ok) {
      usable.push({ name, asked: version, version: found?.version ?? 0, document: document.yaml.data });
    }
  }
  return usable;
}
