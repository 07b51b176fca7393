import { z } from 'zod';
import { ROLES, type Role } from '../role';
import { timeOrNull, timeSchema } from './time';

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  disabled_at: timeSchema.nullable(),
  created_at: timeSchema,
});
export type UserJson = z.infer<typeof userSchema>;

export function toUserJson(user: {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
}): z.infer<typeof userSchema> {
  const { id, name, email, role } = user;
  return {
    ...{ id, name, email, role },
    disabled_at: timeOrNull(user.disabledAt),
    created_at: user.createdAt.toISOString(),
  };
}

export const invitationSchema = z.object({
  id: z.uuid(),
  role: z.enum(ROLES),
  email: z.string().nullable(),
  created_at: timeSchema,
  expires_at: timeSchema,
});
export type InvitationJson = z.infer<typeof invitationSchema>;

/** The link is shown once. */
export const createdInvitationSchema = invitationSchema.extend({
  url: z.url(),
  token: z.string(),
  mail: z
    .enum(['sent', 'failed'])
    .nullable()
    .describe('null: it is for no address, or there is no mail server'),
});

export function toInvitationJson(invitation: {
  readonly id: string;
  readonly role: Role;
  readonly email: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}): z.infer<typeof invitationSchema> {
  const { id, role, email } = invitation;
  return {
    ...{ id, role, email },
    created_at: invitation.createdAt.toISOString(),
    expires_at: invitation.expiresAt.toISOString(),
  };
}

export const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  user: z.object({ id: z.string(), name: z.string() }),
  hint: z.string(),
  created_at: timeSchema,
  last_used_at: timeSchema.nullable(),
  expires_at: timeSchema.nullable(),
});
export type TokenJson = z.infer<typeof tokenSchema>;

/** The token's text is shown once. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string() });

export function toTokenJson(token: {
  readonly id: string;
  readonly name: string;
  readonly userId: string;
  readonly user: { readonly name: string };
  readonly hint: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
}): z.infer<typeof tokenSchema> {
  const { id, name, hint } = token;
  return {
    ...{ id, name, hint },
    user: { id: token.userId, name: token.user.name },
    created_at: token.createdAt.toISOString(),
    last_used_at: timeOrNull(token.lastUsedAt),
    expires_at: timeOrNull(token.expiresAt),
  };
}
