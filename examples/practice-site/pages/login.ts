import { Secret, TOTP } from 'otpauth';
import { findSampleUser, type SampleUser } from '../data/sample-users';
import { type Html, html } from '../html/html';
import type { Exchange } from '../http/exchange';
import { readForm } from '../http/read-form';
import { page, type Reply, redirect } from '../http/reply';
import { get, post, type Route } from '../http/route';
import type { Site } from '../site';

export function loginRoutes(site: Site): Route[] {
  return [
    get('/login', () => page('Sign in', passwordForm(''))),
    post('/login', (exchange) => checkPassword(site, exchange)),
    get('/login/code', (exchange) => askForCode(site, exchange)),
    post('/login/code', (exchange) => checkCode(site, exchange)),
    get('/account', (exchange) => showAccount(site, exchange)),
    post('/logout', (exchange) => {
      site.logins.end(exchange);
      return redirect('/login');
    }),
    post('/login/expire', async ({ request }) => {
      const email = (await readForm(request)).get('email');
      if (email) site.logins.expire(email);
      else site.logins.expireAll();
      return redirect('/login');
    }),
  ];
}

async function checkPassword(site: Site, exchange: Exchange): Promise<Reply> {
  const fields = await readForm(exchange.request);
  const email = fields.get('email') ?? '';
  const user = findSampleUser(email);
  if (!user || user.password !== fields.get('password')) {
    return page(
      'Sign in',
      html`${problem('The e-mail address or the password is wrong.')}${passwordForm(email)}`,
      401,
    );
  }
  const needsCode = user.totpSecret !== null;
  return redirect(needsCode ? '/login/code' : '/account', site.logins.start(user, { needsCode }));
}

function askForCode(site: Site, exchange: Exchange): Reply {
  return site.logins.find(exchange)?.needsCode ? page('One-time code', codeForm) : redirect('/login');
}

async function checkCode(site: Site, exchange: Exchange): Promise<Reply> {
  const session = site.logins.find(exchange);
  if (!session) return redirect('/login');
  const code = (await readForm(exchange.request)).get('code') ?? '';
  if (!isRightCode(session.user, code)) {
    return page('One-time code', html`${problem('This code is wrong or too old.')}${codeForm}`, 401);
  }
  site.logins.end(exchange);
  return redirect('/account', site.logins.start(session.user, { needsCode: false }));
}

/** Accepts the code before and after, as most sites do, so that a slow browser does not fail at the turn. */
function isRightCode({ totpSecret }: SampleUser, code: string): boolean {
  if (totpSecret === null) return false;
  const totp = new TOTP({ secret: Secret.fromBase32(totpSecret) });
  return totp.validate({ token: code.trim(), window: 1 }) !== null;
}

function showAccount(site: Site, exchange: Exchange): Reply {
  const session = site.logins.find(exchange);
  if (!session || session.needsCode) return redirect('/login');
  return page(
    'Account',
    html`<section aria-label="Account"><p>Signed in as <strong data-testid="user">${session.user.name}</strong></p>
<p class="soft">${session.user.email}</p></section><form method="post" action="/logout"><button>Sign out</button></form>`,
  );
}

function problem(text: string): Html {
  return html`<p role="alert" class="bad" data-testid="login-error">${text}</p>`;
}

function passwordForm(email: string): Html {
  return html`<form method="post" action="/login" aria-label="Sign in">
<label for="email">E-mail</label><input id="email" name="email" type="email" value="${email}" autocomplete="username">
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password">
<button>Sign in</button></form>`;
}

const codeForm = html`<form method="post" action="/login/code" aria-label="One-time code">
<label for="code">Code from your app</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6">
<button>Confirm</button></form>`;
