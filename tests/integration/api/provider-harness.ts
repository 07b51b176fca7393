import { GET as authGet, POST as authPost } from '@/app/api/auth/[...all]/route';
import { cookieOf } from './api-harness';

const ORIGIN = 'http://localhost:3000';

/** A sign-in under way: what the browser holds, and where the provider sends it back to. */
export interface UnderWay {
  readonly cookie: string;
  readonly callback: string;
}

export interface CameBack {
  readonly status: number;
  /** Path and query of the page one comes out at. */
  readonly page: string;
  /** Code of a refusal. */
  readonly code: string | null;
  /** Of the new session. */
  readonly cookie: string;
}

/** Asks to sign in, or, with the cookie of a session, to connect the own account. */
export function ask(body: object = {}, cookie?: string): Promise<Response> {
  return authPost(askRequest(body, cookie));
}

export function askRequest(body: object = {}, cookie?: string): Request {
  const headers = new Headers({ 'Content-Type': 'application/json', Host: 'localhost:3000', Origin: ORIGIN });
  if (cookie) headers.set('Cookie', cookie);
  const waysBack = {
    callbackURL: `${ORIGIN}/batches`,
    errorCallbackURL: `${ORIGIN}/sign-in?next=%2Fbatches`,
  };
  return new Request(`${ORIGIN}/api/auth${cookie ? '/link-social' : '/sign-in/social'}`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ provider: 'oidc', ...waysBack, ...body }),
  });
}

/** From the button to the moment in which the provider sends the browser back. @param answer what one does there */
export async function goToProvider(answer: Record<string, string>, cookie?: string): Promise<UnderWay> {
  const asked = await ask({}, cookie);
  const { url } = (await asked.json()) as { url: string };
  const jar = new Map<string, string>();
  const atForm = await follow(url, jar);
  const atEnd = await follow(atForm, jar, { method: 'POST', body: new URLSearchParams(answer) });
  return { cookie: [cookie, cookieOf(asked)].filter(Boolean).join('; '), callback: atEnd };
}

/** Comes back as the browser does, or with other cookies. */
export async function comeBack({ callback, cookie }: UnderWay): Promise<CameBack> {
  const answer = await authGet(
    new Request(callback, { headers: { Host: 'localhost:3000', ...(cookie ? { Cookie: cookie } : {}) } }),
  );
  const page = new URL(answer.headers.get('location') ?? '', ORIGIN);
  return {
    status: answer.status,
    page: page.pathname + page.search,
    code: page.searchParams.get('error'),
    cookie: cookieOf(answer),
  };
}

export async function signInAt(name: string, cookie?: string): Promise<CameBack> {
  return comeBack(await goToProvider({ name }, cookie));
}

/** Follows redirects at the provider; returns where a page is shown, or our own address. */
async function follow(start: string, jar: Map<string, string>, first: RequestInit = {}): Promise<string> {
  let url = start;
  let init = first;
  for (let hop = 0; hop < 10 && !url.startsWith(ORIGIN); hop++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, headers: { Cookie: cookie }, redirect: 'manual' });
    await response.arrayBuffer();
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/) ?? [];
      jar.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) return url;
    url = new URL(next, url).href;
    init = {};
  }
  return url;
}
