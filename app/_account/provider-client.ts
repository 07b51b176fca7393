import { postAuth } from './session-client';

/** Where the provider leads back to, as whole addresses of the public origin. */
interface WaysBack {
  readonly callbackURL: string;
  readonly errorCallbackURL: string;
}

/** Starts a sign-in at the provider. @returns the address there @throws ApiError */
export function signInWithProvider(ways: WaysBack): Promise<string> {
  return startAtProvider('/sign-in/social', ways);
}

/** The same for somebody who is signed in: afterwards the account has both ways. @throws ApiError */
export function connectProvider(ways: WaysBack): Promise<string> {
  return startAtProvider('/link-social', ways);
}

async function startAtProvider(path: string, ways: WaysBack): Promise<string> {
  const response = await postAuth(path, { provider: 'oidc', disableRedirect: true, ...ways });
  return ((await response.json()) as { url: string }).url;
}
