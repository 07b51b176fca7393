import type { TargetHost } from '../../db/records';
import type { Context } from '../context';

/** All hosts with limits, and those that asked for patience that has not passed yet. */
export function listHosts({ db }: Context): Promise<TargetHost[]> {
  return db.prisma.targetHost.findMany({
    where: {
      OR: [{ maxParallel: { not: null } }, { perSecond: { not: null } }, { notBefore: { gt: new Date() } }],
    },
    orderBy: { host: 'asc' },
  });
}
