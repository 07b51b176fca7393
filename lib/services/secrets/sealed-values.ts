import type { Database } from '../../db/connect';
import { sealedName } from '../../domain/session';
import type { SealedValue } from '../../secrets/key-ring';
import { sealName } from '../webhooks/webhook-secret';

/** A value that some key has sealed, wherever the database keeps it. */
export interface SealedPlace {
  /** For people: what it is. */
  readonly label: string;
  /** The name to which it is bound. */
  readonly name: string;
  readonly sealed: SealedValue;
  /** It is made anew by itself when nobody can open it. */
  readonly isRenewed: boolean;
  /** Puts another in its place unless somebody else did meanwhile; whether it did. */
  readonly replace: (next: StoredSeal) => Promise<boolean>;
}

interface StoredSeal {
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly tag: Uint8Array<ArrayBuffer>;
  readonly keyId: string;
}

/** Everything in the database that another key than this one has sealed. */
export async function sealedWithOthers(db: Database, keyId: string): Promise<readonly SealedPlace[]> {
  const places = [secrets, webhookSecrets, siteStates];
  return (await Promise.all(places.map((list) => list(db, keyId)))).flat();
}

async function secrets({ prisma }: Database, keyId: string): Promise<SealedPlace[]> {
  const others = await prisma.secret.findMany({ where: { keyId: { not: keyId } }, orderBy: { name: 'asc' } });
  return others.map(({ name, nonce, ...rest }) => ({
    ...{ label: name, name, sealed: { nonce, ...rest }, isRenewed: false },
    replace: async (data) => (await prisma.secret.updateMany({ where: { name, nonce }, data })).count === 1,
  }));
}

async function webhookSecrets({ prisma }: Database, keyId: string): Promise<SealedPlace[]> {
  const others = await prisma.webhookSecret.findMany({
    where: { keyId: { not: keyId } },
    include: { webhook: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  return others.map(({ id, webhookId, webhook, nonce, ...rest }) => ({
    ...{ label: `webhook ${webhook.name}`, name: sealName(webhookId), sealed: { nonce, ...rest } },
    isRenewed: false,
    replace: async (data) =>
      (await prisma.webhookSecret.updateMany({ where: { id, nonce }, data })).count === 1,
  }));
}

async function siteStates({ prisma }: Database, keyId: string): Promise<SealedPlace[]> {
  const others = await prisma.siteSession.findMany({
    where: { keyId: { not: keyId } },
    orderBy: { name: 'asc' },
  });
  return others.flatMap(({ name, ciphertext, nonce, tag, keyId: sealedBy }) => {
    if (!ciphertext || !nonce || !tag || !sealedBy) return [];
    const sealed = { ciphertext, nonce, tag, keyId: sealedBy };
    const replace: SealedPlace['replace'] = async (data) =>
      (await prisma.siteSession.updateMany({ where: { name, nonce }, data })).count === 1;
    return [{ label: `session ${name}`, name: sealedName(name), sealed, isRenewed: true, replace }];
  });
}
