import type { Database } from '../../db/connect';

/** The names of all secrets that are set. */
export async function secretNames(db: Database): Promise<ReadonlySet<string>> {
  const secrets = await db.prisma.secret.findMany({ select: { name: true } });
  return new Set(secrets.map(({ name }) => name));
}
