import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '@/app/_http/openapi';
import { routeTable } from '@/app/api/v1/route-table';

interface Operation {
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}
const document = openApiDocument(routeTable) as {
  paths: Record<string, Record<string, Operation>>;
};

describe('the OpenAPI document', () => {
  it('describes every route file', () => {
    const files = readdirSync('app/api/v1', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('/route.ts') && !file.startsWith('openapi.json'))
      .map((file) => `/${file.slice(0, -'/route.ts'.length).replaceAll('[', '{').replaceAll(']', '}')}`);
    expect(Object.keys(document.paths).sort()).toEqual(files.sort());
  });

  it('names the parameters of every path', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const operation of Object.values(operations)) {
        const named = operation.parameters.filter((parameter) => parameter.in === 'path');
        expect(named.map((parameter) => parameter.name).sort(), path).toEqual(inPath.sort());
      }
    }
  });

  it('is made from the schemas that check requests', () => {
    const create = document.paths['/batches']?.post;
    expect(JSON.stringify(create?.requestBody)).toContain('"upload_id"');
    expect(JSON.stringify(create?.requestBody)).toContain('"maximum":100');
    expect(Object.keys(create?.responses ?? {})).toEqual(['201', 'default']);
    expect(document.paths['/batches/{id}']).toHaveProperty('patch');
  });
});
