import { z } from 'zod';
import { problemSchema } from './problem';
import type { DescribedRoute, Schema } from './route-definition';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/** A route file's exports. */
export type RouteModule = Readonly<Partial<Record<Method, { readonly route: DescribedRoute }>>>;

const PROBLEM = { $ref: '#/components/schemas/Problem' };

/**
 * The OpenAPI 3.1 document of the routes, made from the same schemas that check requests.
 * @param routes path in the notation of OpenAPI (`/batches/{id}`) -> exports of its route file
 */
export function openApiDocument(routes: Readonly<Record<string, RouteModule>>): object {
  const paths = Object.entries(routes).map(([path, module]) => [path, pathItem(module)]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Furrow',
      version: '1',
      description: 'Runs one browser automation for every row of a CSV.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'furrow.session_token' },
      },
    },
  };
}

function pathItem(module: RouteModule): object {
  const operations = METHODS.flatMap((method) => {
    const route = module[method]?.route;
    return route ? [[method.toLowerCase(), operation(route)]] : [];
  });
  return Object.fromEntries(operations);
}

function operation(route: DescribedRoute): object {
  const answers = Object.entries(route.answers).map(([status, answer]) => [status, response(answer)]);
  return {
    summary: route.summary,
    ...(route.permission === 'anyone' ? { security: [] } : { 'x-permission': route.permission }),
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body ? { requestBody: requestBody(route.body) } : {}),
    responses: Object.fromEntries([...answers, ['default', problemAnswer()]]),
  };
}

function response(answer: z.ZodType | string): object {
  if (typeof answer === 'string') return { description: answer };
  return { description: 'OK', content: { 'application/json': { schema: jsonSchema(answer, 'output') } } };
}

function problemAnswer(): object {
  return { description: 'Refused', content: { 'application/problem+json': { schema: PROBLEM } } };
}

function requestBody(body: z.ZodType): object {
  return { content: { 'application/json': { schema: jsonSchema(body, 'input') } } };
}

function parameters(schema: Schema, place: 'path' | 'query'): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input');
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
