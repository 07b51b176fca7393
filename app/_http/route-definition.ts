import type { z } from 'zod';
import type { WebProcess } from '@/app/_server/web-process';
import type { Permission } from '@/lib/domain/role';
import type { Context } from '@/lib/services/context';

type Schema = z.ZodType | undefined;
type Parsed<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;

/** What a delegate is given: everything checked, and a context in which the caller is the actor. */
export interface RouteCall<P extends Schema, Q extends Schema, B extends Schema> {
  readonly request: Request;
  readonly web: WebProcess;
  readonly context: Context;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
}

/** Status -> schema of its JSON, or a sentence for answers without JSON. The OpenAPI document is made from it. */
export type Answers = Readonly<Record<number, z.ZodType | string>>;

export interface RouteDefinition<P extends Schema, Q extends Schema, B extends Schema> {
  readonly summary: string;
  /** What the caller's role must allow; `anyone` needs no account (the delegate then checks what it is given). */
  readonly permission: Permission | 'anyone';
  readonly params?: P;
  readonly query?: Q;
  /** JSON body. Routes without one may read `request` themselves. */
  readonly body?: B;
  readonly answers: Answers;
  /** The answer holds a secret that is shown once: it is never kept for a repeated Idempotency-Key. */
  readonly showsSecret?: true;
  readonly handle: (call: RouteCall<P, Q, B>) => Promise<Response>;
}

/** What the OpenAPI document needs to know of any route. */
export type DescribedRoute = Pick<
  RouteDefinition<Schema, Schema, Schema>,
  'summary' | 'permission' | 'params' | 'query' | 'body' | 'answers'
>;

export interface RouteHandler {
  (request: Request, segment: { readonly params: Promise<unknown> }): Promise<Response>;
  readonly route: DescribedRoute;
}

export type { Schema };
