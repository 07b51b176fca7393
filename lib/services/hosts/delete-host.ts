import { writeAudit } from '../../db/audit';
import { NotFoundError } from '../../domain/errors';
import type { Context } from '../context';
import { requireHost } from './set-host';

/** Takes all limits off a host, its wait after a Retry-After too. @throws NotFoundError `host_not_found` */
export async function deleteHost(context: Context, input: { readonly host: string }): Promise<void> {
  const host = requireHost(input.host);
  const { count } = await context.db.prisma.targetHost.deleteMany({ where: { host } });
  if (count === 0) throw new NotFoundError('host_not_found', `${host} has no limits.`);
  await writeAudit(context.db, context.actor, { action: 'host.delete', entity: 'host', entityId: host });
}
