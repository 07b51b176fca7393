import { checkOrigin } from '@/app/_auth/check-origin';
import { readActor } from '@/app/_auth/read-actor';
import { contextFor, type WebProcess, webProcess } from '@/app/_server/web-process';
import { NotFoundError } from '@/lib/domain/errors';
import { type Actor, mayDo, type Permission } from '@/lib/domain/role';
import { answerSafely } from './answer-safely';
import { HttpError } from './http-error';
import { onceOnly } from './once-only';
import { readJsonBody } from './read-body';
import type { RouteDefinition, RouteHandler, Schema } from './route-definition';

type Handler = (request: Request, segment: { readonly params: Promise<unknown> }) => Promise<Response>;

const VISITOR: Actor = { type: 'system', name: 'visitor' };

/**
 * Makes a route handler: finds out who asks, checks that they may, parses what they sent, calls the delegate, and
 * turns every error into a problem document.
 */
export function withRoute<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
>(route: RouteDefinition<P, Q, B>): RouteHandler {
  const answer: Handler = (request, segment) =>
    answerSafely(request, async () => answerRequest(route, request, await segment.params));
  return Object.assign(answer, { route });
}

async function answerRequest<P extends Schema, Q extends Schema, B extends Schema>(
  route: RouteDefinition<P, Q, B>,
  request: Request,
  segments: unknown,
): Promise<Response> {
  const web = await webProcess();
  const actor = await authorise(web, request, route.permission);
  const context = contextFor(web, actor, request.headers.get('host'));
  const call = async () => {
    const params = parseParams(route.params, segments);
    const query = route.query?.parse(queryOf(request));
    const body = route.body?.parse(await readJsonBody(request));
    // The schemas are absent exactly where the parsed parts are typed undefined.
    return route.handle({ request, web, context, params, query, body } as Parameters<typeof route.handle>[0]);
  };
  const rules = { showsSecret: route.showsSecret ?? false, takesJson: route.body !== undefined };
  return onceOnly({ db: web.parts.db, actor, request, ...rules }, call);
}

async function authorise(
  web: WebProcess,
  request: Request,
  permission: Permission | 'anyone',
): Promise<Actor> {
  if (permission === 'anyone') {
    checkOrigin(request, web.publicUrl, false);
    return VISITOR;
  }
  const actor = await readActor(web, request.headers);
  if (!actor) {
    throw new HttpError(401, 'not_signed_in', 'Sign in, or send a valid token as Authorization: Bearer.', {
      'WWW-Authenticate': 'Bearer',
    });
  }
  checkOrigin(request, web.publicUrl, actor.type === 'user');
  if (!mayDo(actor.role, permission)) {
    const needed = permission === 'administer' ? 'an administrator' : 'a member';
    throw new HttpError(
      403,
      'forbidden',
      `You are ${actor.role}: this needs ${needed}. Ask an administrator.`,
    );
  }
  return actor;
}

/** An id that cannot be one is answered like one that does not exist. */
function parseParams(schema: Schema, segments: unknown): unknown {
  const parsed = schema?.safeParse(segments);
  if (parsed && !parsed.success) throw new NotFoundError('not_found', 'There is nothing at this address.');
  return parsed?.data;
}

function queryOf(request: Request): Record<string, string> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (Object.values(query).some((value) => value.includes('\0'))) {
    throw new HttpError(422, 'text_invalid', 'The address contains a NUL character.');
  }
  return query;
}
