import { APIError, betterAuth } from 'better-auth';
import { createAuthMiddleware, getOAuthState } from 'better-auth/api';
import { type GenericOAuthUserInfo, genericOAuth } from 'better-auth/plugins';
import { discoveryUrl, type SignInProvider } from '../config/sign-in-provider';
import { emailSchema, personName } from '../domain/account';
import type { Role } from '../domain/role';
import type { SignInRefusal } from '../domain/sign-in-refusal';
import { type AuthOptions, authConfiguration } from './auth';

/** Also the last part of the address the provider leads back to: `<public address>/api/auth/callback/oidc`. */
const PROVIDER_ID = 'oidc';

/** Under which a person's login at a provider is kept. Its subjects are unique only together with the issuer. */
export function providerAccountId(issuer: string, subject: string): string {
  return `${issuer} ${subject}`;
}

/** What a provider says of the person who comes, and what that would mean here. */
export interface ProviderSignIn {
  /** `link` joins it with the account that has the address; `connect` does so for somebody who is signed in to it. */
  readonly action: 'create' | 'link' | 'connect' | 'sign-in';
  /** Null when nobody has an account for it yet. */
  readonly userId: string | null;
  readonly email: string;
  readonly isVerified: boolean;
}

export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Who may come in; lib/services/provider-sign-ins answers. */
export interface Admission {
  /** Why this person may not, or null. */
  judge(signIn: ProviderSignIn): Promise<SignInRefusal | null>;
  /** The role somebody without an account gets, or null when nobody invited them. */
  roleOfNewcomer(email: string): Promise<Role | null>;
  welcome(person: NewPerson): Promise<void>;
  noteConnection(userId: string): Promise<void>;
}

export interface ProviderAuthOptions extends AuthOptions {
  readonly provider: SignInProvider;
  readonly admission: Admission;
  /** Told of what went wrong between us and the provider: never with a secret or a token. */
  readonly onProblem: (message: string) => void;
}

/**
 * Signing in through an OpenID Connect provider: authorization code with PKCE, state and nonce, an ID token whose
 * signature is checked. Apart from `createAuth`, which has the same people and sessions, for it waits for the provider before its
 * first answer: a provider that is away must not keep anybody from a password. Only `handler` is of use.
 */
export function createProviderAuth(options: ProviderAuthOptions) {
  const { admission, onProblem } = options;
  const base = authConfiguration(options);
  return betterAuth({
    ...base,
    plugins: [genericOAuth({ config: [providerConfig(options.provider)] })],
    user: { ...base.user, validateUserInfo: ({ user, source }) => judge(admission, user, source.action) },
    account: {
      // `validateUserInfo` is the judge, of every way in: it alone can say why somebody stays out.
      accountLinking: { trustedProviders: [PROVIDER_ID], requireLocalEmailVerified: false },
      updateAccountOnSignIn: false,
    },
    databaseHooks: {
      ...base.databaseHooks,
      user: {
        create: {
          before: async (user) => ({ data: { ...user, role: await roleOrRefuse(admission, user.email) } }),
          after: (user) => admission.welcome(user),
        },
      },
      account: {
        create: {
          before: withoutTokens,
          after: (account) => admission.noteConnection(account.userId),
        },
        // Who connects what is connected already.
        update: { before: withoutTokens },
      },
    },
    hooks: { before: refuseForeignParameters },
    onAPIError: { errorURL: `${options.publicUrl}/sign-in` },
    logger: {
      level: 'error',
      log: (_level, message, ...details) => onProblem([message, ...details.flatMap(reasonOf)].join(', ')),
    },
  });
}

/** Nothing is asked of the provider later, so nothing of it is kept. */
async function withoutTokens<T extends object>(account: T) {
  return { data: { ...account, accessToken: null, refreshToken: null, idToken: null } };
}

function providerConfig({ issuer, clientId, clientSecret, name }: SignInProvider) {
  return {
    ...{ providerId: PROVIDER_ID, name, clientId, clientSecret },
    discoveryUrl: discoveryUrl(issuer),
    scopes: ['openid', 'email', 'profile'],
    requireIdTokenVerification: true,
    // With the issuer, so that nobody becomes somebody else when another provider is configured. '' is refused.
    accountSubject: ({
      tokens,
      profile,
    }: {
      tokens: { idToken?: string | undefined };
      profile: GenericOAuthUserInfo;
    }) => (tokens.idToken && profile.sub ? providerAccountId(issuer, String(profile.sub)) : ''),
    mapProfileToUser: (profile: GenericOAuthUserInfo) => {
      const email = emailSchema.safeParse(profile.email).data;
      return { email, name: personName(profile.name, email), image: undefined };
    },
  };
}

async function judge(
  admission: Admission,
  user: { id?: string; email?: string; emailVerified?: boolean },
  action: 'create-user' | 'link-account' | 'sign-in',
) {
  const error = await admission.judge({
    action: await actionOf(action),
    userId: action === 'create-user' ? null : (user.id ?? ''),
    email: user.email ?? '',
    isVerified: user.emailVerified === true,
  });
  if (error) return { error };
}

async function actionOf(
  action: 'create-user' | 'link-account' | 'sign-in',
): Promise<ProviderSignIn['action']> {
  if (action === 'create-user') return 'create';
  if (action === 'sign-in') return 'sign-in';
  return (await getOAuthState())?.link ? 'connect' : 'link';
}

async function roleOrRefuse(admission: Admission, email: string): Promise<Role> {
  const role = await admission.roleOfNewcomer(email);
  if (!role) throw new APIError('FORBIDDEN', { code: 'not_invited' satisfies SignInRefusal });
  return role;
}

const OWN_PARAMETERS = ['provider', 'callbackURL', 'errorCallbackURL', 'disableRedirect'];

/** Only what our pages send: no ID token that somebody brings along, no scopes or parameters of the caller's choice. */
const refuseForeignParameters = createAuthMiddleware(async ({ path, body }) => {
  if (!['/sign-in/social', '/link-social'].includes(path)) return;
  if (Object.keys((body as object | undefined) ?? {}).every((key) => OWN_PARAMETERS.includes(key))) return;
  const message = `Only ${OWN_PARAMETERS.join(', ')} are taken here.`;
  throw new APIError('BAD_REQUEST', { code: 'parameter_not_allowed', message });
});

const CODE = /^[\w.-]{1,60}$/;

/** The codes in an error: of the token endpoint (`invalid_client`), of Node (`ECONNREFUSED`), of HTTP. No text of anybody. */
function reasonOf(detail: unknown): string[] {
  if (typeof detail !== 'object' || detail === null) return [];
  const { error, code, status, cause } = detail as Record<string, unknown>;
  const codes = [error, code, status].map(String).filter((text) => text !== 'undefined' && CODE.test(text));
  return [...codes, ...reasonOf(cause)];
}
