/** Why somebody whom a sign-in provider knows may not come in. */
export const SIGN_IN_REFUSALS = [
  'email_not_verified',
  'not_invited',
  'user_disabled',
  'address_unconfirmed',
] as const;
export type SignInRefusal = (typeof SIGN_IN_REFUSALS)[number];
