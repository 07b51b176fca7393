import { z } from 'zod';

export const sessionNameSchema = z
  .string()
  .regex(/^[a-z0-9_-]{1,100}$/, 'must be lower case letters, digits, _ and -, at most 100 of them');

/** The texts with which a session's automation signs in: input -> text, which may name secrets and never holds one. */
export const sessionInputsSchema = z
  .record(z.string().min(1).max(64), z.string().max(2000))
  .refine((inputs) => Object.keys(inputs).length <= 50, 'must be at most 50 inputs');

/** Why the last sign-in did not work. */
export const sessionFailureSchema = z.object({ code: z.string(), message: z.string() });
export type SessionFailure = z.infer<typeof sessionFailureSchema>;

export const SESSION_STATES = ['never', 'signing_in', 'signed_in', 'lost', 'failed'] as const;
/** `never`: nobody signed in yet; `lost`: the site has forgotten the login, the next row signs in again. */
export type SessionState = (typeof SESSION_STATES)[number];

/** What the sealed state is bound to, apart from any secret of the same name. */
export function sealedName(name: string): string {
  return `session:${name}`;
}
