import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openProviderDoor } from '@/app/_server/provider-door';
import { GET as listUploads } from '@/app/api/v1/uploads/route';
import { acceptInvitation } from '@/lib/services/invitations/accept-invitation';
import { createInvitation } from '@/lib/services/invitations/create-invitation';
import { CLIENT, type SignInServer, startSignInServer } from '@/tests/support/sign-in-server';
import { type Api, call, cookieOf, PASSWORD, signInAs, startApi } from './api-harness';
import { ask, askRequest, comeBack, goToProvider, signInAt } from './provider-harness';

let api: Api;
let server: SignInServer;
beforeAll(async () => {
  server = await startSignInServer();
  api = await startApi({
    FURROW_OIDC_ISSUER: server.issuer,
    FURROW_OIDC_CLIENT_ID: CLIENT.id,
    FURROW_OIDC_CLIENT_SECRET: CLIENT.secret,
    FURROW_OIDC_DOMAINS: 'ours.example',
  });
});
afterAll(async () => {
  await api.close();
  await server.close();
});
// The address of the caller is the same for all: the limit of tries would end the later tests.
beforeEach(() => api.context.db.prisma.rateLimit.deleteMany());

const userOf = (email: string) =>
  api.context.db.prisma.user.findUnique({ where: { email }, include: { accounts: true } });
const isSignedIn = async (cookie: string) => (await call(listUploads, 'GET', { cookie })).status === 200;

function knows(name: string, email: string, isVerified = true): void {
  server.people.set(name, { email, email_verified: isVerified, name: `${name} there` });
}

describe('somebody whom an administrator invited', () => {
  it('comes in with the promised role, to the page they wanted, and the invitation is used up', async () => {
    const email = 'ines@example.com';
    const invitation = await createInvitation(api.context, { role: 'member', email });
    knows('ines', 'Ines@Example.com');
    const back = await signInAt('ines');
    expect(back).toMatchObject({ status: 302, page: '/batches', code: null });
    expect(await isSignedIn(back.cookie)).toBe(true);
    expect(await userOf(email)).toMatchObject({ role: 'member', name: 'ines there', emailVerified: true });
    const { prisma } = api.context.db;
    expect(
      (await prisma.invitation.findUniqueOrThrow({ where: { id: invitation.id } })).usedAt,
    ).not.toBeNull();
    expect(
      await prisma.auditEvent.count({ where: { action: 'invitation.accept', entityId: invitation.id } }),
    ).toBe(1);

    const again = await signInAt('ines');
    expect(await isSignedIn(again.cookie)).toBe(true);
    expect((await userOf(email))?.accounts).toHaveLength(1);
  });

  it('leaves no token of the provider behind', async () => {
    const accounts = await api.context.db.prisma.account.findMany({ where: { providerId: 'oidc' } });
    expect(accounts.length).toBeGreaterThan(0);
    for (const { accessToken, refreshToken, idToken } of accounts)
      expect([accessToken, refreshToken, idToken]).toEqual([null, null, null]);
  });

  it('comes in as viewer without an invitation when the domain is allowed, and no other domain', async () => {
    knows('dora', 'dora@ours.example');
    expect(await signInAt('dora')).toMatchObject({ page: '/batches', code: null });
    expect(await userOf('dora@ours.example')).toMatchObject({ role: 'viewer' });
    knows('dirk', 'dirk@not-ours.example');
    expect(await signInAt('dirk')).toMatchObject({ code: 'not_invited' });
    knows('dana', 'dana@sub.ours.example');
    expect(await signInAt('dana')).toMatchObject({ code: 'not_invited' });
  });
});

describe('who stays out', () => {
  it('is somebody nobody invited, or whose invitation was taken back', async () => {
    knows('uwe', 'uwe@example.com');
    expect(await signInAt('uwe')).toMatchObject({
      page: '/sign-in?next=%2Fbatches&error=not_invited&error_description=not_invited',
      code: 'not_invited',
    });
    const revoked = { role: 'member', email: 'uwe@example.com', isSetup: false } as const;
    await createInvitation(api.context, revoked);
    await api.context.db.prisma.invitation.updateMany({
      where: { email: 'uwe@example.com' },
      data: { revokedAt: new Date() },
    });
    expect(await signInAt('uwe')).toMatchObject({ code: 'not_invited' });
    expect(await userOf('uwe@example.com')).toBeNull();
  });

  it('is somebody whose address the provider has not verified: invited, of an allowed domain, or a member', async () => {
    await createInvitation(api.context, { role: 'admin', email: 'eva@example.com' });
    knows('eva', 'eva@example.com', false);
    expect(await signInAt('eva')).toMatchObject({ code: 'email_not_verified' });
    knows('dieb', 'dieb@ours.example', false);
    expect(await signInAt('dieb')).toMatchObject({ code: 'email_not_verified' });
    const member = await api.signIn('admin', 'Victim');
    knows('thief', 'victim@example.com', false);
    expect(await signInAt('thief')).toMatchObject({ code: 'email_not_verified' });
    server.people.set('silent', { email: 'victim@example.com' });
    expect(await signInAt('silent')).toMatchObject({ code: 'email_not_verified' });
    expect(await api.context.db.prisma.account.count({ where: { userId: member.userId } })).toBe(1);
  });

  it('is a disabled member, connected or not', async () => {
    const { userId } = await api.signIn('member', 'Former');
    knows('former', 'former@example.com');
    const disable = (isDisabled: boolean) =>
      api.context.db.prisma.user.update({
        where: { id: userId },
        data: { disabledAt: isDisabled ? new Date() : null },
      });
    await disable(true);
    expect(await signInAt('former')).toMatchObject({ code: 'user_disabled' });
    expect(await api.context.db.prisma.account.count({ where: { userId } })).toBe(1);
    await disable(false);
    expect(await signInAt('former')).toMatchObject({ code: null });
    await disable(true);
    expect(await signInAt('former')).toMatchObject({ code: 'user_disabled' });
  });

  it('is whoever says no at the provider; its words are not shown', async () => {
    const back = await comeBack(await goToProvider({ no: '1' }));
    expect(back).toMatchObject({ code: 'access_denied' });
  });
});

describe('a member with a password', () => {
  it('is the same person at the provider when an administrator named the address', async () => {
    const { userId } = await api.signIn('admin', 'Lena');
    knows('lena', 'lena@example.com');
    const back = await signInAt('lena');
    expect(await isSignedIn(back.cookie)).toBe(true);
    const named = await createInvitation(api.context, { role: 'viewer', email: 'nora@example.com' });
    const nora = { name: 'Nora', email: 'nora@example.com', password: PASSWORD };
    await acceptInvitation(api.context, { ...nora, token: named.token });
    knows('nora', nora.email);
    expect(await signInAt('nora')).toMatchObject({ code: null });
    expect(await userOf('lena@example.com')).toMatchObject({ id: userId, role: 'admin', name: 'Lena' });
    expect((await signInAs('lena@example.com', PASSWORD)).status).toBe(200);
    const audit = { action: 'user.connect', entityId: userId, actorId: userId };
    expect(await api.context.db.prisma.auditEvent.count({ where: audit })).toBe(1);
  });

  it('is not, when the address is what somebody typed: then only who knows the password connects the two', async () => {
    const { token } = await createInvitation(api.context, { role: 'member' });
    const account = { name: 'Squatter', email: 'squatter@example.com', password: PASSWORD };
    await acceptInvitation(api.context, { ...account, token });
    const cookie = cookieOf(await signInAs(account.email, PASSWORD));
    knows('owner', 'squatter@example.com');
    expect(await signInAt('owner')).toMatchObject({ code: 'address_unconfirmed' });

    knows('other', 'other@example.com');
    expect(await signInAt('other', cookie)).toMatchObject({ code: 'email_does_not_match' });
    expect(await signInAt('owner', cookie)).toMatchObject({ page: '/batches', code: null });
    expect(await isSignedIn((await signInAt('owner')).cookie)).toBe(true);
  });

  it('may connect a second time, from a page that was open before; no token is kept then either', async () => {
    const { cookie, userId } = await api.signIn('member', 'Twice');
    knows('twice', 'twice@example.com');
    for (const _time of [1, 2]) expect(await signInAt('twice', cookie)).toMatchObject({ code: null });
    const account = { userId, providerId: 'oidc' };
    expect(await api.context.db.prisma.account.findMany({ where: account })).toMatchObject([
      { accessToken: null, refreshToken: null, idToken: null },
    ]);
  });

  it('stays who they are when the address at the provider changes', async () => {
    await api.signIn('member', 'Mover');
    knows('mover', 'mover@example.com');
    await signInAt('mover');
    await api.signIn('admin', 'Boss');
    knows('mover', 'boss@example.com');
    const back = await signInAt('mover');
    expect(back.code).toBeNull();
    expect((await userOf('boss@example.com'))?.accounts).toHaveLength(1);
  });
});

describe('the way there and back', () => {
  it('carries state, nonce and PKCE, and asks for nothing of the caller’s choice', async () => {
    const { url } = (await (await ask()).json()) as { url: string };
    const query = Object.fromEntries(new URL(url).searchParams);
    expect(query).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      client_id: CLIENT.id,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query[name]?.length).toBeGreaterThan(20);
    for (const extra of [{ idToken: { token: 'x' } }, { scopes: ['all'] }, { requestSignUp: true }])
      expect((await ask(extra)).status).toBe(400);
    expect((await ask({ callbackURL: 'https://evil.example/' })).status).toBe(403);
  });

  it('is gone once: neither a second time, nor in another browser, nor with another state', async () => {
    await createInvitation(api.context, { role: 'viewer', email: 'once@example.com' });
    knows('once', 'once@example.com');
    const stolen = await goToProvider({ name: 'once' });
    expect(await comeBack({ ...stolen, cookie: '' })).toMatchObject({ code: 'state_mismatch', cookie: '' });
    const mine = await goToProvider({ name: 'once' });
    expect(await comeBack({ cookie: mine.cookie, callback: stolen.callback })).toMatchObject({
      code: 'state_mismatch',
    });
    expect(await comeBack(mine)).toMatchObject({ code: null });
    expect(await comeBack(mine)).toMatchObject({
      code: 'state_mismatch',
      page: '/sign-in?error=state_mismatch',
    });
    const forged = mine.callback.replace(/state=[^&]+/, 'state=forged');
    expect(await comeBack({ ...mine, callback: forged })).toMatchObject({ code: 'state_mismatch' });
  });
});

describe('a provider in trouble', () => {
  afterEach(() => {
    Object.assign(server, { lie: () => ({}), hangsUp: false, forgetsSecret: false });
  });
  const comeIn = () => {
    knows('lena', 'lena@example.com');
    return signInAt('lena');
  };

  it.each([
    ['a wrong secret', { forgetsSecret: true }, '/sign-in?next=%2Fbatches&error=invalid_code'],
    ['a connection that ends', { hangsUp: true }, '/sign-in?error=server_error'],
  ])('leads back to the sign-in page: %s', async (_what, fault, page) => {
    Object.assign(server, fault);
    expect(await comeIn()).toMatchObject({
      status: 302,
      page,
      cookie: expect.not.stringContaining('session'),
    });
  });

  it.each<[string, SignInServer['lie']]>([
    ['an hour old', ({ iat, exp }) => ({ iat: iat - 3600, exp: exp - 3600 })],
    ['for another sign-in', () => ({ nonce: 'of another sign-in' })],
    ['for no sign-in at all', () => ({ nonce: undefined })],
    ['for another client', () => ({ aud: 'another' })],
    ['of another issuer', () => ({ iss: 'https://another.example' })],
    ['about somebody else', () => ({ sub: 'ines' })],
  ])('is not believed when its ID token is %s', async (_what, lie) => {
    server.lie = lie;
    expect(await comeIn()).toMatchObject({ code: 'unable_to_get_user_info' });
  });

  it('is believed while its clock is half a minute behind', async () => {
    server.lie = ({ iat, exp }) => ({ iat: iat - 80, exp: exp - 80 });
    expect(await comeIn()).toMatchObject({ code: null });
  });

  it('that does not answer keeps nobody waiting, and is asked again when it is back', async () => {
    const { db } = api.context;
    const there = { clientId: CLIENT.id, clientSecret: CLIENT.secret, name: 'There', domains: [] };
    const own = { db, secret: 'x'.repeat(40), publicUrl: 'http://localhost:3000' };
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo;
    const issuer = `http://127.0.0.1:${port}`;

    const impatient = openProviderDoor(own, { ...there, issuer }, 200);
    expect(await (await impatient.handle(askRequest())).json()).toMatchObject({
      code: 'provider_unreachable',
    });
    const callback = new Request('http://localhost:3000/api/auth/callback/oidc?code=x&state=y');
    const back = await impatient.handle(callback);
    expect(back.headers.get('location')).toBe('http://localhost:3000/sign-in?error=provider_unreachable');
    mute.closeAllConnections();
    await new Promise((resolve) => mute.close(resolve));

    const door = openProviderDoor(own, { ...there, issuer });
    expect(await (await door.handle(askRequest())).json()).toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
    const late = await startSignInServer(port);
    expect((await door.handle(askRequest())).status).toBe(200);
    await late.close();
  });
});
