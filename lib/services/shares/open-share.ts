import { hashSecretToken } from '../../auth/secret-token';
import type { Share } from '../../db/records';
import { ForbiddenError, NotFoundError } from '../../domain/errors';
import type { Context } from '../context';
import { isSharePassword } from './create-share';

/** What a valid link gives: which batch, and which of its columns may leave the server. */
export interface OpenShare {
  readonly share: Share;
  readonly batchId: string;
  /** Null: all columns. */
  readonly columns: readonly string[] | null;
}

/**
 * The share behind a link. An unknown, revoked or expired token are told apart only by code, never by what they point to.
 * @throws NotFoundError `share_not_found` | `share_revoked` | `share_expired`
 */
export async function findShare({ db }: Pick<Context, 'db'>, token: string): Promise<Share> {
  const share = await db.prisma.share.findUnique({
    where: { tokenHash: hashSecretToken(token), batch: { kind: 'run' } },
  });
  if (!share) throw new NotFoundError('share_not_found', 'This link is not valid. Ask for a new one.');
  if (share.revokedAt) {
    throw new NotFoundError('share_revoked', 'This link was revoked by the person who shared it.');
  }
  if (share.expiresAt && share.expiresAt.getTime() <= Date.now()) {
    throw new NotFoundError('share_expired', 'This link has expired. Ask for a new one.');
  }
  return share;
}

/** Opens a share with the password it may have. @throws ForbiddenError `share_password_needed` */
export async function openShare(share: Share, password: string | undefined): Promise<OpenShare> {
  if (share.passwordHash && !(password && (await isSharePassword(share.passwordHash, password)))) {
    throw new ForbiddenError('share_password_needed', 'This link needs its password.');
  }
  return { share, batchId: share.batchId, columns: share.hasAllColumns ? null : share.columns };
}
