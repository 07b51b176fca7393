import { timingSafeEqual } from 'node:crypto';
import { HttpError } from '@/app/_http/http-error';
import type { WebProcess } from '@/app/_server/web-process';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { mayDo } from '@/lib/domain/role';
import { readActor } from './read-actor';

/** Lets the collector with FURROW_METRICS_TOKEN in, and administrators. @throws HttpError 401 */
export async function requireMetricsReader(web: WebProcess, headers: Headers): Promise<void> {
  const token = web.env.FURROW_METRICS_TOKEN;
  if (token && isSame(headers.get('authorization') ?? '', `Bearer ${token}`)) return;
  const actor = await readActor(web, headers);
  if (actor && mayDo(actor.role, 'administer')) return;
  throw new HttpError(
    401,
    'not_signed_in',
    'Send the token of FURROW_METRICS_TOKEN, or sign in as administrator.',
  );
}

/** Compares hashes: equal lengths whatever was sent, and no early end at the first difference. */
function isSame(sent: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecretToken(sent)), Buffer.from(hashSecretToken(expected)));
}
