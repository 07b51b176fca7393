import type { Automation } from '../../automation/schema';
import type { Database } from '../../db/connect';
import { ValidationError } from '../../domain/errors';

/** A sentence about the session that an automation names and nobody has made, or null. One named by rows is not known yet. */
export async function sessionMissing(db: Database, { session }: Automation): Promise<string | null> {
  if (session === undefined || session.includes('{{')) return null;
  const count = await db.prisma.siteSession.count({ where: { name: session } });
  if (count > 0) return null;
  return `There is no session ${session}: an administrator adds it under Settings, Sessions, or with "furrow session set ${session}".`;
}

/** @throws ValidationError `session_unknown`: every row would fail */
export async function requireSession(db: Database, automation: Automation): Promise<void> {
  const missing = await sessionMissing(db, automation);
  if (missing !== null)
    throw new ValidationError('session_unknown', missing, { session: automation.session });
}
