import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { type OpenSite, openSite } from './open-site';
import { textOf } from './read-page';

const clerk = { email: 'clerk@shop.example', password: 'practice-password' };
const manager = { email: 'manager@shop.example', password: 'practice-password' };

function cookieOf(response: Response): RequestInit {
  return { headers: { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }, redirect: 'manual' };
}

async function seesAccount(site: OpenSite, session: RequestInit): Promise<string | null> {
  const response = await site.get('/account', session);
  return response.status === 200 ? textOf(await response.text(), 'user') : null;
}

test('the account page sends strangers to the login', async () => {
  const site = await openSite();
  const response = await site.get('/account', { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/login']);
});

test('a right password signs in, signing out ends it', async () => {
  const site = await openSite();
  const session = cookieOf(await site.post('/login', clerk));
  expect(await seesAccount(site, session)).toBe('Order desk');
  await site.post('/logout', {}, session);
  expect(await seesAccount(site, session)).toBeNull();
});

test.each([{ ...clerk, password: 'x' }, { email: 'nobody@shop.example', password: 'practice-password' }, {}])(
  '%j is refused with the same message',
  async (fields) => {
    const site = await openSite();
    const response = await site.post('/login', fields as Record<string, string>);
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(textOf(await response.text(), 'login-error')).toBe('The e-mail address or the password is wrong.');
  },
);

test('an account with a second factor needs the code as well', async () => {
  const site = await openSite();
  const first = await site.post('/login', manager);
  expect(first.headers.get('location')).toBe('/login/code');
  const halfway = cookieOf(first);
  expect(await seesAccount(site, halfway)).toBeNull();
  expect((await site.post('/login/code', { code: 'abcdef' }, halfway)).status).toBe(401);

  const code = new TOTP({ secret: Secret.fromBase32('JBSWY3DPEHPK3PXP') }).generate();
  const session = cookieOf(await site.post('/login/code', { code }, halfway));
  expect(await seesAccount(site, session)).toBe('Shop manager');
});

test('expiring signs everybody out', async () => {
  const site = await openSite();
  const session = cookieOf(await site.post('/login', clerk));
  await site.post('/login/expire');
  expect(await seesAccount(site, session)).toBeNull();
});

test('one account can be signed out alone; the desk is for people who are signed in', async () => {
  const site = await openSite();
  const session = cookieOf(await site.post('/login', clerk));
  const other = cookieOf(await site.post('/login', clerk));
  const desk = await site.get('/desk/orders/AB-1002', session);
  expect(textOf(await desk.text(), 'user')).toBe('Order desk');
  await site.post('/login/expire', { email: manager.email });
  expect(await seesAccount(site, session)).toBe('Order desk');
  await site.post('/login/expire', { email: clerk.email });
  expect(await seesAccount(site, session)).toBeNull();
  const refused = await site.get('/desk/orders/AB-1002', other);
  expect([refused.status, refused.headers.get('location')]).toEqual([303, '/login']);
});
