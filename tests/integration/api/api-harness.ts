import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { closeWebProcess, contextFor, webProcess } from '@/app/_server/web-process';
import { POST as authPost } from '@/app/api/auth/[...all]/route';
import type { Role } from '@/lib/domain/role';
import type { Context } from '@/lib/services/context';
import { createUser } from '@/lib/services/users/create-user';
import { createTestDatabase } from '@/tests/support/database';

const ORIGIN = 'http://localhost:3000';
const HOST = 'localhost:3000';
export const PASSWORD = 'correct horse battery';

type Handler = (request: Request, segment: { params: Promise<unknown> }) => Promise<Response>;

export interface ApiCall {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly raw?: BodyInit;
  /** What `signIn` gave. */
  readonly cookie?: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

export interface Api {
  readonly context: Context;
  readonly dataFolder: string;
  /** Makes an account and signs it in. */
  signIn(role: Role, name?: string): Promise<{ cookie: string; userId: string }>;
  close(): Promise<void>;
}

/** The web process on a database of its own; route handlers are then called as the functions they are. */
export async function startApi(env: Record<string, string> = {}): Promise<Api> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'furrow-api-'));
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('FURROW_DATA_DIR', folder);
  for (const [key, value] of Object.entries(env)) vi.stubEnv(key, value);
  const web = await webProcess();
  const context = contextFor(web, { type: 'system', name: 'test' }, null);
  return {
    context,
    dataFolder: folder,
    signIn: async (role, name = role) => {
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;
      const user = await createUser(context, { name, email, password: PASSWORD, role });
      return { userId: user.id, cookie: cookieOf(await signInAs(email, PASSWORD)) };
    },
    close: async () => {
      await closeWebProcess();
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
      await database.drop();
    },
  };
}

/** Signs in as the page does. */
export function signInAs(
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return authPost(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Host: HOST, Origin: ORIGIN, ...headers },
      body: JSON.stringify({ email, password }),
    }),
  );
}

export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Calls a route handler as our own page would, unless told otherwise. */
export function call(handler: Handler, method: string, options: ApiCall = {}): Promise<Response> {
  const headers = new Headers({ Host: HOST });
  if (options.cookie) headers.set('Cookie', options.cookie);
  if (options.cookie && method !== 'GET') headers.set('Origin', ORIGIN);
  if (options.token) headers.set('Authorization', `Bearer ${options.token}`);
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const url = `${ORIGIN}/api/v1/test?${new URLSearchParams(options.query ?? {})}`;
  const init = { method, headers, duplex: 'half', ...(body === undefined ? {} : { body }) };
  return handler(new Request(url, init as RequestInit), { params: Promise.resolve(options.params ?? {}) });
}

/** Status and code of a refusal, for comparing at one glance. */
export async function refusal(response: Response): Promise<{ status: number; code: unknown }> {
  const problem = (await response.json()) as { code?: unknown };
  return { status: response.status, code: problem.code };
}
