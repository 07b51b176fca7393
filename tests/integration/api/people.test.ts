import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as authPost } from '@/app/api/auth/[...all]/route';
import { DELETE as revokeInvitation } from '@/app/api/v1/invitations/[id]/route';
import { POST as acceptInvitation } from '@/app/api/v1/invitations/accept/route';
import { POST as invite, GET as listInvitations } from '@/app/api/v1/invitations/route';
import { DELETE as revokeToken } from '@/app/api/v1/tokens/[id]/route';
import { POST as createToken, GET as listTokens } from '@/app/api/v1/tokens/route';
import { PATCH as changeUser } from '@/app/api/v1/users/[id]/route';
import { GET as listUsers } from '@/app/api/v1/users/route';
import { GET as listWorkers } from '@/app/api/v1/workers/route';
import { createSetupLink } from '@/lib/services/users/create-setup-link';
import { type Api, call, cookieOf, PASSWORD, refusal, signInAs, startApi } from './api-harness';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const person = (name: string) => ({ name, email: `${name}@example.com`, password: PASSWORD });

describe('first run', () => {
  it('gives a link that makes one administrator, and then no more', async () => {
    const earlier = await createSetupLink(api.context);
    const link = await createSetupLink(api.context);
    expect(link?.url).toBe(`http://localhost:3000/setup?token=${link?.token}`);

    const stale = await call(acceptInvitation, 'POST', { body: { ...person('eve'), token: earlier?.token } });
    expect(await refusal(stale)).toEqual({ status: 404, code: 'invitation_not_found' });

    const body = { ...person('ada'), token: link?.token };
    const both = await Promise.all([
      call(acceptInvitation, 'POST', { body }),
      call(acceptInvitation, 'POST', { body: { ...body, email: 'second@example.com' } }),
    ]);
    expect(both.map((response) => response.status).sort()).toEqual([201, 404]);
    expect(await createSetupLink(api.context)).toBeNull();
    expect(await api.context.db.prisma.user.findMany({ select: { role: true } })).toEqual([
      { role: 'admin' },
    ]);
  });
});

describe('invitations', () => {
  it('lets a colleague in once, with the promised role', async () => {
    const admin = await api.signIn('admin', 'Inviter');
    const created = await call(invite, 'POST', { cookie: admin.cookie, body: { role: 'viewer' } });
    const { id, url, token } = (await created.json()) as { id: string; url: string; token: string };
    expect(created.status).toBe(201);
    expect(url).toContain(token);
    expect(await (await call(listInvitations, 'GET', admin)).text()).not.toContain(token);

    const accept = () => call(acceptInvitation, 'POST', { body: { ...person('vera'), token } });
    expect((await accept()).status).toBe(201);
    expect(await refusal(await accept())).toEqual({ status: 404, code: 'invitation_not_found' });
    const signedIn = await signInAs('vera@example.com', PASSWORD);
    expect(signedIn.status).toBe(200);
    const vera = { cookie: cookieOf(signedIn) };
    expect((await call(listWorkers, 'GET', vera)).status).toBe(200);
    expect(await refusal(await call(listUsers, 'GET', vera))).toEqual({ status: 403, code: 'forbidden' });
    const gone = await call(revokeInvitation, 'DELETE', { ...admin, params: { id } });
    expect(await refusal(gone)).toEqual({ status: 404, code: 'invitation_not_found' });
  });

  it('leaves nothing behind when the account cannot be made', async () => {
    const admin = await api.signIn('admin', 'Settled');
    const created = await call(invite, 'POST', { cookie: admin.cookie, body: { role: 'member' } });
    const { token } = (await created.json()) as { token: string };
    const taken = await call(acceptInvitation, 'POST', { body: { ...person('settled'), token } });
    expect(await refusal(taken)).toEqual({ status: 409, code: 'email_taken' });
    const retried = await call(acceptInvitation, 'POST', { body: { ...person('newcomer'), token } });
    expect(retried.status).toBe(201);
  });

  it('refuses one that was taken back, has expired or is for somebody else', async () => {
    const admin = await api.signIn('admin', 'Third Admin');
    const body = { role: 'viewer', email: 'Chosen@Example.com' };
    const created = await call(invite, 'POST', { cookie: admin.cookie, body });
    const { id, token } = (await created.json()) as { id: string; token: string };
    const other = await call(acceptInvitation, 'POST', { body: { ...person('other'), token } });
    expect(await refusal(other)).toEqual({ status: 422, code: 'email_mismatch' });
    expect((await call(revokeInvitation, 'DELETE', { ...admin, params: { id } })).status).toBe(204);
    const revoked = await call(acceptInvitation, 'POST', { body: { ...person('chosen'), token } });
    expect(await refusal(revoked)).toEqual({ status: 404, code: 'invitation_not_found' });

    const next = await call(invite, 'POST', { cookie: admin.cookie, body: { role: 'viewer' } });
    const late = (await next.json()) as { id: string; token: string };
    await api.context.db.prisma.invitation.update({
      where: { id: late.id },
      data: { expiresAt: new Date(0) },
    });
    const expired = await call(acceptInvitation, 'POST', { body: { ...person('late'), token: late.token } });
    expect(await refusal(expired)).toEqual({ status: 404, code: 'invitation_not_found' });
  });

  it('is the only way to an account: public sign-up is closed', async () => {
    const headers = {
      'Content-Type': 'application/json',
      Host: 'localhost:3000',
      Origin: 'http://localhost:3000',
    };
    const request = new Request('http://localhost:3000/api/auth/sign-up/email', {
      method: 'POST',
      headers,
      body: JSON.stringify(person('stranger')),
    });
    expect((await authPost(request)).status).toBeGreaterThanOrEqual(400);
    expect(await api.context.db.prisma.user.count({ where: { email: 'stranger@example.com' } })).toBe(0);
  });
});

describe('members', () => {
  it('always keeps one administrator, also when two demote each other', async () => {
    const { prisma } = api.context.db;
    const one = await api.signIn('admin', 'Admin One');
    const two = await api.signIn('admin', 'Admin Two');
    const known = [one.userId, two.userId];
    await prisma.user.updateMany({ where: { id: { notIn: known } }, data: { role: 'viewer' } });
    const demote = (by: { cookie: string }, userId: string) =>
      call(changeUser, 'PATCH', { cookie: by.cookie, params: { id: userId }, body: { role: 'member' } });
    const answers = await Promise.all([demote(one, two.userId), demote(two, one.userId)]);
    expect(answers.filter((response) => response.status === 200)).toHaveLength(1);
    expect(await prisma.user.count({ where: { role: 'admin', disabledAt: null } })).toBe(1);
  });

  it('ends the sessions and tokens of a disabled account at once', async () => {
    const admin = await api.signIn('admin', 'Fourth Admin');
    const member = await api.signIn('member', 'Leaver');
    const made = await call(createToken, 'POST', { cookie: member.cookie, body: { name: 'script' } });
    const { token } = (await made.json()) as { token: string };
    expect((await call(listWorkers, 'GET', { token })).status).toBe(200);

    const body = { disabled: true };
    const params = { id: member.userId };
    expect((await call(changeUser, 'PATCH', { cookie: admin.cookie, params, body })).status).toBe(200);
    for (const credentials of [{ cookie: member.cookie }, { token }]) {
      const answer = await call(listWorkers, 'GET', credentials);
      expect(await refusal(answer)).toEqual({ status: 401, code: 'not_signed_in' });
    }
    expect((await signInAs('leaver@example.com', PASSWORD)).status).toBe(403);
  });
});

describe('tokens', () => {
  it('are shown once, act with their owner’s role, and end when revoked', async () => {
    const viewer = await api.signIn('viewer', 'Token Viewer');
    const made = await call(createToken, 'POST', { cookie: viewer.cookie, body: { name: 'report' } });
    const { id, token } = (await made.json()) as { id: string; token: string };
    expect(token).toMatch(/^furrow_[\w-]{43}$/);
    expect(await (await call(listTokens, 'GET', viewer)).text()).not.toContain(token);
    expect(await refusal(await call(listUsers, 'GET', { token }))).toEqual({
      status: 403,
      code: 'forbidden',
    });
    const another = await call(createToken, 'POST', { token, body: { name: 'child' } });
    expect(await refusal(another)).toEqual({ status: 403, code: 'token_needs_person' });

    const stranger = await api.signIn('member', 'Stranger');
    const foreign = await call(revokeToken, 'DELETE', { cookie: stranger.cookie, params: { id } });
    expect(await refusal(foreign)).toEqual({ status: 404, code: 'token_not_found' });
    expect((await call(revokeToken, 'DELETE', { ...viewer, params: { id } })).status).toBe(204);
    const after = await call(listWorkers, 'GET', { token });
    expect(await refusal(after)).toEqual({ status: 401, code: 'not_signed_in' });
  });
});
