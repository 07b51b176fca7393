export const ROLES = ['admin', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export type Permission = 'read' | 'write' | 'administer';

const RANK: Readonly<Record<Role, number>> = { viewer: 0, member: 1, admin: 2 };
const NEEDED: Readonly<Record<Permission, number>> = { read: 0, write: 1, administer: 2 };

/** Viewers read, members also change batches and automations, admins also manage people and settings. */
export function mayDo(role: Role, permission: Permission): boolean {
  return RANK[role] >= NEEDED[permission];
}

/** Who asks. `system` is the worker, the CLI in the checkout and the library. */
export type Actor =
  | { readonly type: 'user'; readonly userId: string; readonly name: string; readonly role: Role }
  | {
      readonly type: 'token';
      readonly userId: string;
      readonly tokenId: string;
      readonly name: string;
      readonly role: Role;
    }
  | { readonly type: 'share'; readonly shareId: string; readonly batchId: string }
  | { readonly type: 'system'; readonly name: string };

/** Who did something, in the columns of the audit. */
export interface AuditActor {
  readonly actorType: string;
  readonly actorId: string | null;
  readonly actorName: string;
}
