import { writeAudit } from '../../db/audit';
import type { VaultContext } from './set-secret';

export interface RotatedSecrets {
  /** Encrypted with the present key now. */
  readonly moved: readonly string[];
  /** Neither the present key nor the old one opens them. */
  readonly unreadable: readonly string[];
}

/** Encrypts with the present key what was encrypted with the old one. Can be repeated; a value set meanwhile stays. */
export async function rotateSecrets(context: VaultContext): Promise<RotatedSecrets> {
  const { db, keys } = context;
  const others = await db.prisma.secret.findMany({ where: { keyId: { not: keys.keyId } } });
  const moved: string[] = [];
  for (const secret of others.filter(({ keyId }) => keys.canOpen(keyId))) {
    const { name, nonce } = secret;
    const sealed = keys.seal(name, keys.open(name, secret));
    const { count } = await db.prisma.secret.updateMany({
      where: { name, nonce },
      data: {
        ciphertext: new Uint8Array(sealed.ciphertext),
        nonce: new Uint8Array(sealed.nonce),
        tag: new Uint8Array(sealed.tag),
        keyId: sealed.keyId,
      },
    });
    if (count === 1) moved.push(name);
  }
  const unreadable = others.filter(({ keyId }) => !keys.canOpen(keyId)).map(({ name }) => name);
  for (const name of moved) {
    await writeAudit(db, context.actor, { action: 'secret.rotate', entity: 'secret', entityId: name });
  }
  return { moved, unreadable };
}
