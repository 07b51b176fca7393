import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { interactionPolicy, Provider } from 'oidc-provider';

export const CLIENT = { id: 'furrow', secret: 'secret-of-furrow-at-the-provider' };

export interface PersonThere {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

/** Of an ID token; times in seconds. */
export interface IdClaims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  readonly nonce?: string | undefined;
  readonly iat: number;
  readonly exp: number;
}

export interface SignInServer {
  readonly issuer: string;
  /** By the name (`sub`) one types there. Who types an address is its owner, without being here. */
  readonly people: Map<string, PersonThere>;
  /** What it says in ID tokens in place of what it should. */
  lie: (claims: IdClaims) => Partial<IdClaims>;
  /** From now on nobody gets an answer to who somebody is. */
  hangsUp: boolean;
  /** From now on it refuses Furrow's secret. */
  forgetsSecret: boolean;
  close(): Promise<void>;
}

/**
 * A real OpenID Connect provider on this machine: whoever types a name there is that person, and may say no. It leads back
 * to Furrow at localhost, whatever the port.
 */
export async function startSignInServer(port = 0): Promise<SignInServer> {
  const people = new Map<string, PersonThere>();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: SignInServer = {
    ...{ issuer, people, lie: () => ({}), hangsUp: false, forgetsSecret: false },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const provider = makeProvider(state);
  const answerProtocol = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) return void interact(provider, request, response);
    if (request.url === '/me' && state.hangsUp) return void request.socket.destroy();
    if (request.url === '/token' && state.forgetsSecret) return refuseSecret(response);
    return void answerProtocol(request, response);
  });
  return state;
}

function makeProvider(state: SignInServer): Provider {
  const onlyLogin = interactionPolicy.base();
  onlyLogin.remove('consent');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider: Provider = new Provider(state.issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        // Of those of a native application the port may be any.
        application_type: 'native',
        redirect_uris: ['http://localhost/api/auth/callback/oidc'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' } as never] },
    cookies: { keys: ['cookies of a test'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}`, policy: onlyLogin },
    ttl: { Session: 60, Interaction: 60, Grant: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...personThere(state, sub), sub }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: CLIENT.id, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (body?.id_token) context.body = { ...body, id_token: signAgain(body.id_token, state.lie, privateKey) };
  });
  return provider;
}

function personThere({ people }: SignInServer, name: string): PersonThere {
  return (
    people.get(name) ?? (name.includes('@') ? { email: name, email_verified: true, name: 'Ina There' } : {})
  );
}

function signAgain(token: string, lie: SignInServer['lie'], key: KeyObject): string {
  const [header, payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as IdClaims;
  const changed = Buffer.from(JSON.stringify({ ...claims, ...lie(claims) })).toString('base64url');
  const signature = sign('sha256', Buffer.from(`${header}.${changed}`), key);
  return `${header}.${changed}.${signature.toString('base64url')}`;
}

const PAGE = `<!doctype html><title>Sign-in server</title><h1>Who are you?</h1>
<form method="post"><label>Name <input name="name"></label>
<button>Continue</button> <button name="no" value="1">Cancel</button></form>`;

async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') {
    response.setHeader('Content-Type', 'text/html');
    response.end(PAGE);
    return;
  }
  const answer = new URLSearchParams(await text(request));
  const result = answer.has('no')
    ? { error: 'access_denied', error_description: '<b>Text of a stranger</b>' }
    : { login: { accountId: answer.get('name') ?? '' } };
  await provider.interactionFinished(request, response, result);
}

function refuseSecret(response: ServerResponse): void {
  response.statusCode = 401;
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ error: 'invalid_client', error_description: `not ${CLIENT.secret}` }));
}
