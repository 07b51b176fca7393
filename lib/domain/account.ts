import { z } from 'zod';

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 128;

/** An address as it is stored and compared: trimmed, lower case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('must be an e-mail address').max(254));

/** What a person gives to open an account. */
export const newAccountSchema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(100),
  email: emailSchema,
  password: z
    .string()
    .min(MIN_PASSWORD_LENGTH, `must have at least ${MIN_PASSWORD_LENGTH} characters`)
    .max(MAX_PASSWORD_LENGTH, `must have at most ${MAX_PASSWORD_LENGTH} characters`),
});

export type NewAccount = z.output<typeof newAccountSchema>;

/** The name of a person as somebody else gives it, or what stands before the @ of the address. */
export function personName(name: unknown, email = ''): string {
  const text = typeof name === 'string' ? name.replace(/\p{C}+/gu, ' ').trim() : '';
  return (text || email.split('@')[0] || email).slice(0, 100);
}
