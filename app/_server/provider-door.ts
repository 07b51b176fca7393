import { log } from '@/app/_server/log';
import type { AuthOptions } from '@/lib/auth/auth';
import { createProviderAuth } from '@/lib/auth/provider-auth';
import type { SignInProvider } from '@/lib/config/sign-in-provider';
import { providerAdmission } from '@/lib/services/provider-sign-ins/provider-admission';

/** How long a person waits for the provider to answer us. */
const PATIENCE_MS = 15_000;

/** Where people come in who sign in at a provider. */
export interface ProviderDoor {
  /** What the button says after "Sign in with". */
  readonly name: string;
  readonly issuer: string;
  /** Whether a request below /api/auth is one of this door's. @param path without /api/auth */
  serves(path: string): boolean;
  handle(request: Request): Promise<Response>;
}

/** The provider is first asked when somebody uses the door: one that is away stops nothing else. */
export function openProviderDoor(
  options: AuthOptions,
  provider: SignInProvider,
  patienceMs = PATIENCE_MS,
): ProviderDoor {
  let auth: ReturnType<typeof createProviderAuth> | undefined;
  const open = () =>
    createProviderAuth({
      ...options,
      provider,
      admission: providerAdmission(options.db, provider.domains),
      onProblem: (problem) => log.warn({ problem }, 'signing in through the provider failed'),
    });
  return {
    name: provider.name,
    issuer: provider.issuer,
    serves: (path) => path === '/sign-in/social' || path === '/link-social' || path.startsWith('/callback/'),
    handle: async (request) => {
      auth ??= open();
      const answer = await within(patienceMs, auth.handler(request), unreachable);
      return request.method === 'GET' && answer.status >= 400
        ? toSignInPage(answer, options.publicUrl)
        : answer;
    },
  };
}

/** Who comes back from the provider is a browser that shows a page, whatever went wrong. */
function toSignInPage({ status }: Response, publicUrl: string): Response {
  const code = CODES[status] ?? 'server_error';
  return new Response(null, { status: 302, headers: { Location: `${publicUrl}/sign-in?error=${code}` } });
}

const CODES: Readonly<Record<number, string>> = { 429: 'too_many_tries', 502: 'provider_unreachable' };

async function within(ms: number, work: Promise<Response>, late: () => Response): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Response>((resolve) => {
    timer = setTimeout(() => resolve(late()), ms);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}

function unreachable(): Response {
  log.warn('the sign-in provider did not answer in time');
  const code = 'provider_unreachable';
  return Response.json({ code, message: 'The sign-in provider does not answer.' }, { status: 502 });
}
