import type { Environment } from './env';

/** The OpenID Connect provider people may sign in with. */
export interface SignInProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says after "Sign in with". */
  readonly name: string;
  /** Domains of mail addresses, in lower case, whose people need no invitation. */
  readonly domains: readonly string[];
}

/** The provider of `FURROW_OIDC_*`, or null when none is set. */
export function signInProviderOf(env: Environment): SignInProvider | null {
  const { FURROW_OIDC_ISSUER: issuer, FURROW_OIDC_CLIENT_ID: clientId } = env;
  const clientSecret = env.FURROW_OIDC_CLIENT_SECRET;
  if (!issuer || !clientId || !clientSecret) return null;
  const name = env.FURROW_OIDC_NAME ?? new URL(issuer).host;
  return { issuer, clientId, clientSecret, name, domains: env.FURROW_OIDC_DOMAINS };
}

/** Where an issuer says how to sign in (OpenID Connect Discovery 4). */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
}
