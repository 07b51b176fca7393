import { writeAudit } from '../../db/audit';
import { sealedWithOthers } from './sealed-values';
import type { VaultContext } from './set-secret';

/** Names of secrets as they are; `webhook NAME` and `session NAME` for what else is encrypted. */
export interface RotatedSecrets {
  /** Encrypted with the present key now. */
  readonly moved: readonly string[];
  /** Neither the present key nor the old one opens them. */
  readonly unreadable: readonly string[];
}

/** Encrypts with the present key what was encrypted with the old one. Can be repeated; a value set meanwhile stays. */
export async function rotateSecrets(context: VaultContext): Promise<RotatedSecrets> {
  const { db, keys } = context;
  const others = await sealedWithOthers(db, keys.keyId);
  const moved: string[] = [];
  for (const { label, name, sealed, replace } of others.filter((place) => keys.canOpen(place.sealed.keyId))) {
    const next = keys.seal(name, keys.open(name, sealed));
    const isMoved = await replace({
      ciphertext: new Uint8Array(next.ciphertext),
      nonce: new Uint8Array(next.nonce),
      tag: new Uint8Array(next.tag),
      keyId: next.keyId,
    });
    if (isMoved) moved.push(label);
  }
  for (const label of moved) {
    await writeAudit(db, context.actor, { action: 'secret.rotate', entity: 'secret', entityId: label });
  }
  const lost = others.filter(({ sealed, isRenewed }) => !isRenewed && !keys.canOpen(sealed.keyId));
  return { moved, unreadable: lost.map(({ label }) => label) };
}
