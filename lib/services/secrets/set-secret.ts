import { z } from 'zod';
import { writeAudit } from '../../db/audit';
import { ConflictError, ValidationError } from '../../domain/errors';
import { secretDescriptionSchema, secretNameSchema, secretValueSchema } from '../../domain/secret';
import { KEY_ADVICE, type KeyRing, type SealedValue } from '../../secrets/key-ring';
import { actorUserId, type Context } from '../context';

const inputSchema = z.strictObject({
  name: secretNameSchema,
  value: secretValueSchema,
  /** Absent: stays as it is. */
  description: secretDescriptionSchema.optional(),
});

/** A context that can seal values. */
export interface VaultContext extends Context {
  readonly keys: KeyRing;
}

/**
 * Sets a secret, or replaces its value. Nothing ever gives the value back.
 * @throws ValidationError `secret_invalid`; ConflictError `secret_key_wrong`
 */
export async function setSecret(
  context: VaultContext,
  input: z.input<typeof inputSchema>,
): Promise<{ readonly isNew: boolean }> {
  const { name, value, description } = checkInput(input);
  await refuseWrongKey(context, name);
  const { db, keys } = context;
  const isNew = (await db.prisma.secret.count({ where: { name } })) === 0;
  await writeSecret(context, { name, sealed: keys.seal(name, value), description });
  await writeAudit(db, context.actor, {
    action: isNew ? 'secret.create' : 'secret.replace',
    entity: 'secret',
    entityId: name,
  });
  return { isNew };
}

function checkInput(input: z.input<typeof inputSchema>): z.output<typeof inputSchema> {
  const parsed = inputSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const text = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new ValidationError('secret_invalid', `The secret cannot be set: ${text}.`, { errors });
}

/** A process with a wrong key must not write beside values that the others read with the right one. */
async function refuseWrongKey({ db, keys }: VaultContext, name: string): Promise<void> {
  const secrets = await db.prisma.secret.findMany({ select: { name: true, keyId: true } });
  const foreign = secrets.filter(({ keyId }) => !keys.canOpen(keyId)).map((secret) => secret.name);
  if (foreign.length === 0 || foreign.includes(name)) return;
  throw new ConflictError(
    'secret_key_wrong',
    `This process has another key than the one that encrypted ${foreign.join(', ')}. ${KEY_ADVICE}`,
  );
}

interface NewValue {
  readonly name: string;
  readonly sealed: SealedValue;
  readonly description: string | undefined;
}

async function writeSecret(context: VaultContext, next: NewValue): Promise<void> {
  const { name, sealed, description } = next;
  const { ciphertext, nonce, tag } = sealed;
  const data = {
    ciphertext: new Uint8Array(ciphertext),
    nonce: new Uint8Array(nonce),
    tag: new Uint8Array(tag),
    keyId: sealed.keyId,
    authorId: actorUserId(context.actor),
    updatedAt: new Date(),
    ...(description === undefined ? {} : { description: description === '' ? null : description }),
  };
  await context.db.prisma.secret.upsert({ where: { name }, create: { name, ...data }, update: data });
}
