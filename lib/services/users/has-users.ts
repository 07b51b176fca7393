import type { Database } from '../../db/connect';

/** Whether somebody has an account: until then the dashboard shows the set-up page. */
export async function hasUsers(db: Database): Promise<boolean> {
  return (await db.prisma.user.findFirst({ select: { id: true } })) !== null;
}
