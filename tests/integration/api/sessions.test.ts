import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as authPost } from '@/app/api/auth/[...all]/route';
import { GET as listUploads } from '@/app/api/v1/uploads/route';
import { createAuth } from '@/lib/auth/auth';
import { type Api, call, cookieOf, PASSWORD, refusal, signInAs, startApi } from './api-harness';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

function post(path: string, cookie: string, body: object = {}): Promise<Response> {
  return authPost(
    new Request(`http://localhost:3000/api/auth${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Host: 'localhost:3000',
        Origin: 'http://localhost:3000',
        Cookie: cookie,
      },
      body: JSON.stringify(body),
    }),
  );
}

const isSignedIn = async (cookie: string) => (await call(listUploads, 'GET', { cookie })).status === 200;

describe('a session', () => {
  it('works over plain http: its cookie is HttpOnly and SameSite, and not Secure', async () => {
    await api.signIn('viewer', 'Lan User');
    const [cookie] = (await signInAs('lan.user@example.com', PASSWORD)).headers.getSetCookie();
    expect(cookie).toMatch(/^furrow\.session_token=.*HttpOnly.*SameSite=Lax/i);
    expect(cookie).not.toMatch(/Secure/i);
  });

  it('has a Secure cookie where people come by https', async () => {
    const publicUrl = 'https://furrow.example.com';
    const auth = createAuth({ db: api.context.db, secret: 'x'.repeat(40), publicUrl });
    const answer = await auth.handler(
      new Request(`${publicUrl}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Host: 'furrow.example.com', Origin: publicUrl },
        body: JSON.stringify({ email: 'lan.user@example.com', password: PASSWORD }),
      }),
    );
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-furrow\.session_token=.*Secure/);
  });

  it('ends with signing out', async () => {
    const { cookie } = await api.signIn('viewer', 'Leaving');
    expect(await isSignedIn(cookie)).toBe(true);
    expect((await post('/sign-out', cookie)).status).toBe(200);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  it('ends elsewhere when the password is changed', async () => {
    const { cookie } = await api.signIn('member', 'Careful');
    const elsewhere = cookieOf(await signInAs('careful@example.com', PASSWORD));
    const change = { currentPassword: PASSWORD, newPassword: 'a better password', revokeOtherSessions: true };
    const changed = await post('/change-password', cookie, change);
    expect(changed.status).toBe(200);
    expect(await isSignedIn(elsewhere)).toBe(false);
    expect(await isSignedIn(cookieOf(changed))).toBe(true);
    expect((await signInAs('careful@example.com', PASSWORD)).status).toBe(401);
  });

  it('cannot be forged, nor its user promoted by the user', async () => {
    const { cookie, userId } = await api.signIn('viewer', 'Ambitious');
    const forged = cookie.replace(/=(.)/, (_all, letter: string) => `=${letter === 'a' ? 'b' : 'a'}`);
    expect(await refusal(await call(listUploads, 'GET', { cookie: forged }))).toEqual({
      status: 401,
      code: 'not_signed_in',
    });
    await post('/update-user', cookie, { role: 'admin', name: 'Ambitious' });
    const user = await api.context.db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.role).toBe('viewer');
  });
});
