import { createHash } from 'node:crypto';
import type { Database } from '@/lib/db/connect';
import type { Actor } from '@/lib/domain/role';
import { claimKey, forgetKey, type KeptAnswer, keepAnswer } from '@/lib/services/idempotency/idempotency-key';
import { jsonAnswer } from './answers';
import { HttpError } from './http-error';

const MAX_KEY_LENGTH = 200;

export interface OnceOnlyRequest {
  readonly db: Database;
  readonly actor: Actor;
  readonly request: Request;
  readonly showsSecret: boolean;
  /** The body is JSON that the route reads; a file is never read here, whatever it calls itself. */
  readonly takesJson: boolean;
}

/**
 * Runs a POST with an Idempotency-Key once in 24 hours; a repetition gets the first answer again. A request that
 * failed changed nothing and may be repeated with the same key.
 */
export async function onceOnly(once: OnceOnlyRequest, call: () => Promise<Response>): Promise<Response> {
  const { db, actor, request } = once;
  const key = readKey(request);
  if (key === null || (actor.type !== 'user' && actor.type !== 'token')) return call();
  const use = { actorId: actor.userId, key, requestHash: await hashRequest(request, once.takesJson) };
  const earlier = await claimKey(db, use);
  if (earlier) return replay(earlier, once.showsSecret);
  let response: Response;
  try {
    response = await call();
  } catch (error) {
    await forgetKey(db, use);
    throw error;
  }
  const json = once.showsSecret ? null : await jsonOf(response);
  const body = { json, location: response.headers.get('location') };
  await keepAnswer(db, use, { status: response.status, body });
  return response;
}

function readKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  if (key === null || request.method !== 'POST') return null;
  if (key.length > 0 && key.length <= MAX_KEY_LENGTH) return key;
  throw new HttpError(
    422,
    'idempotency_key_invalid',
    `An Idempotency-Key has 1 to ${MAX_KEY_LENGTH} characters.`,
  );
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.clone().text();
  return text === '' ? null : (JSON.parse(text) as unknown);
}

function replay({ status, body }: KeptAnswer, showsSecret: boolean): Response {
  if (showsSecret) {
    throw new HttpError(
      409,
      'shown_once',
      'This request was answered already; its secret is shown only once.',
    );
  }
  if (status === 204) return new Response(null, { status });
  return jsonAnswer(body.json, status, body.location ? { Location: body.location } : {});
}

/** Files are told apart by their address and length: reading them here would mean reading them twice. */
async function hashRequest(request: Request, takesJson: boolean): Promise<string> {
  const isJson = takesJson && /^application\/json\b/i.test(request.headers.get('content-type') ?? '');
  const hash = createHash('sha256').update(
    `${request.url}\n${request.headers.get('content-length') ?? ''}\n`,
  );
  if (isJson) hash.update(await request.clone().text());
  return hash.digest('hex');
}
