import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import type { Share } from '../../db/records';
import { ValidationError } from '../../domain/errors';
import { findBatch } from '../batches/find-batch';
import { actorUserId, type Context } from '../context';
import { newShareToken } from './share-token';

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;
const KEY_BYTES = 32;

export interface CreateShareInput {
  readonly batchId: string;
  /** Seconds from now; null or absent: no end. */
  readonly expiresInSeconds?: number | null | undefined;
  readonly password?: string | undefined;
  /** Headers of the columns to show; absent: all. Others never leave the server, so there are no files then. */
  readonly columns?: readonly string[] | undefined;
  readonly withArtifacts?: boolean | undefined;
}

export interface CreatedShare {
  readonly share: Share;
  /** Shown once; it cannot be found again. */
  readonly url: string;
  readonly token: string;
}

/** Makes a read-only link to a batch. @throws NotFoundError, ValidationError `unknown_columns`, `files_show_hidden_columns` */
export async function createShare(context: Context, input: CreateShareInput): Promise<CreatedShare> {
  const batch = await findBatch(context.db, input.batchId);
  const { headers } = batch.upload;
  const unknown = (input.columns ?? []).filter((column) => !headers.includes(column));
  if (unknown.length > 0) {
    throw new ValidationError(
      'unknown_columns',
      `The file has no column ${unknown.map((column) => `"${column}"`).join(', ')}. It has: ${headers.join(', ')}.`,
      { unknown },
    );
  }
  const hasAllColumns = headers.every((header) => input.columns?.includes(header) ?? true);
  if (input.withArtifacts && !hasAllColumns) throw filesShowHidden();
  const { token, tokenHash, hint } = newShareToken();
  const { expiresInSeconds: seconds } = input;
  const share = await context.db.prisma.share.create({
    data: {
      id: newId(),
      batchId: batch.id,
      tokenHash,
      hint,
      columns: [...(input.columns ?? [])],
      hasAllColumns,
      withArtifacts: input.withArtifacts ?? false,
      passwordHash: input.password ? await hashPassword(input.password) : null,
      createdBy: actorUserId(context.actor),
      expiresAt: seconds === null || seconds === undefined ? null : new Date(Date.now() + seconds * 1000),
    },
  });
  await writeAudit(context.db, context.actor, {
    action: 'share.create',
    entity: 'share',
    entityId: share.id,
    batchId: batch.id,
  });
  return { share, token, url: `${context.publicUrl}/s/${token}` };
}

function filesShowHidden(): ValidationError {
  return new ValidationError(
    'files_show_hidden_columns',
    'Screenshots and files show values of hidden columns: show all columns, or share without files.',
  );
}

async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, KEY_BYTES);
  return `${salt.toString('hex')}:${key.toString('hex')}`;
}

/** Whether a password is the share's; compares in constant time. */
export async function isSharePassword(stored: string, password: string): Promise<boolean> {
  const [salt, key] = stored.split(':').map((part) => Buffer.from(part, 'hex'));
  if (!salt || !key) return false;
  return timingSafeEqual(await derive(password, salt, KEY_BYTES), key);
}
