import type { WebProcess } from '@/app/_server/web-process';
import { readSession } from '@/lib/auth/read-session';
import type { Actor } from '@/lib/domain/role';
import { findActorByToken } from '@/lib/services/tokens/find-actor-by-token';

export type KnownActor = Extract<Actor, { type: 'user' | 'token' }>;

/**
 * Who sends these headers: by bearer token when there is an Authorization header, else by session cookie. A wrong token
 * is nobody, even beside a valid cookie.
 */
export async function readActor(web: WebProcess, headers: Headers): Promise<KnownActor | null> {
  const authorization = headers.get('authorization');
  if (authorization === null) return readSession(web.auth, headers);
  const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  return token ? findActorByToken(web.parts.db, token) : null;
}
