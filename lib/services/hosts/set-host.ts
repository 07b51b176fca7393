import { writeAudit } from '../../db/audit';
import type { TargetHost } from '../../db/records';
import { ValidationError } from '../../domain/errors';
import { parseHost } from '../../domain/target-host';
import { actorUserId, type Context } from '../context';

export interface HostLimits {
  /** A name, a name with a port, or a whole address. */
  readonly host: string;
  /** Rows of all batches there at a time; null: no limit. */
  readonly maxParallel: number | null;
  /** Rows of all batches that may begin there a second; null: no limit. */
  readonly perSecond: number | null;
}

/** Sets the limits of a host, from the next claim on; rows that are there already stay. @throws ValidationError */
export async function setHost(context: Context, limits: HostLimits): Promise<TargetHost> {
  const { maxParallel, perSecond } = limits;
  const host = requireHost(limits.host);
  if (maxParallel === null && perSecond === null) {
    throw new ValidationError(
      'host_limits_missing',
      `Say how many rows may be at ${host}, or how many a second.`,
    );
  }
  checkBounds(maxParallel, 'rows at a time', 1);
  checkBounds(perSecond, 'rows a second', 0.001);
  const change = { maxParallel, perSecond, authorId: actorUserId(context.actor), updatedAt: new Date() };
  const { prisma } = context.db;
  const [saved] = await prisma.$transaction([
    // A wait under the old limit does not outlive it.
    prisma.targetHost.upsert({
      where: { host },
      create: { host, ...change },
      update: { ...change, nextAt: new Date() },
    }),
    prisma.hostPlace.createMany({
      data: Array.from({ length: maxParallel ?? 0 }, (_, no) => ({ host, no })),
      skipDuplicates: true,
    }),
  ]);
  await writeAudit(context.db, context.actor, {
    action: 'host.set',
    entity: 'host',
    entityId: host,
    details: { max_parallel: maxParallel, per_second: perSecond },
  });
  return saved;
}

const MOST = 1000;

function checkBounds(value: number | null, what: string, least: number): void {
  if (value === null || (value >= least && value <= MOST)) return;
  throw new ValidationError('host_limits_invalid', `${value} ${what}: it must be from ${least} to ${MOST}.`);
}

/** @throws ValidationError `host_invalid` */
export function requireHost(text: string): string {
  const host = parseHost(text);
  if (host !== null) return host;
  throw new ValidationError(
    'host_invalid',
    `"${text}" is no host: write it as shop.example or shop.example:8443.`,
  );
}
