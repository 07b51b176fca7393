import { z } from 'zod';
import type { Environment } from '../lib/config/env';
import { discoveryUrl, signInProviderOf } from '../lib/config/sign-in-provider';
import type { Check } from './doctor-check';
import { adviseOnPublicUrl } from './doctor-public-url';

const ANSWER_WITHIN_MS = 5000;

/** What signing in needs of OpenID Connect Discovery. */
const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});

/** The configured sign-in provider must answer, and be the one it is taken for. Nothing to say without one. */
export async function checkSignIn(env: Environment): Promise<Check[]> {
  const provider = signInProviderOf(env);
  if (!provider) return [];
  const { issuer } = provider;
  try {
    const response = await fetch(discoveryUrl(issuer), { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    if (!response.ok) return failed(`${discoveryUrl(issuer)} answers ${response.status}`);
    const found = discoverySchema.safeParse(await response.json().catch(() => null));
    if (!found.success) return failed(`${discoveryUrl(issuer)} is no OpenID Connect provider`);
    if (found.data.issuer !== issuer)
      return failed(
        `${issuer} calls itself ${found.data.issuer}`,
        'Set FURROW_OIDC_ISSUER to exactly that: people are known by issuer and id.',
      );
    return [
      {
        name: 'sign_in',
        ok: true,
        found: `OpenID Connect provider ${issuer}`,
        ...adviseOnPublicUrl(env, 'the provider leads back to'),
      },
    ];
  } catch (error) {
    return failed(`${issuer} does not answer (${reasonOf(error)})`);
  }
}

const UNREACHABLE =
  'Correct FURROW_OIDC_ISSUER, or see that this machine reaches it. Until then people sign in with passwords only.';

function failed(found: string, advice = UNREACHABLE): Check[] {
  return [{ name: 'sign_in', ok: false, found, advice }];
}

/** Node says "fetch failed" of everything; the cause says why. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string } };
  return cause?.code ?? message ?? String(error);
}
