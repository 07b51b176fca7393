import { afterEach, expect, it, vi } from 'vitest';
import { ApiError, api, apiUrl, errorText } from '@/app/_components/api-client';

afterEach(() => vi.unstubAllGlobals());

const answer = (status: number, body: BodyInit | null) =>
  vi.stubGlobal('fetch', async () => new Response(body, { status }));

it('leaves empty values out of an address', () => {
  expect(apiUrl('/batches', { status: 'running', q: '', cursor: null, limit: 5 })).toBe(
    '/api/v1/batches?status=running&limit=5',
  );
});

it('turns a problem document into an error with its words', async () => {
  const errors = [{ path: 'settings.concurrency', message: 'must be at most 100' }];
  answer(
    422,
    JSON.stringify({ code: 'request_invalid', title: 'The input is not valid', detail: 'x', errors }),
  );
  const error: unknown = await api.post('/batches', { body: {} }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: 422, code: 'request_invalid', errors });
  expect(errorText(error)).toBe('must be at most 100');
});

it('survives an answer that is no JSON', async () => {
  answer(502, '<html>Bad gateway</html>');
  await expect(api.get('/batches')).rejects.toMatchObject({ status: 502, code: 'unknown' });
});

it('says so when the server cannot be reached', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('fetch failed');
  });
  const error = await api.get('/batches').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 0, code: 'network' });
});

it('gives nothing for 204', async () => {
  answer(204, null);
  await expect(api.delete('/tokens/1')).resolves.toBeUndefined();
});

it('says a request again under the same key until it has succeeded', async () => {
  const keys: (string | null)[] = [];
  let fails = 2;
  vi.stubGlobal('fetch', async (_url: string, { headers }: { headers: Headers }) => {
    keys.push(headers.get('idempotency-key'));
    fails -= 1;
    if (fails >= 0) throw new TypeError('fetch failed');
    return new Response('{}', { status: 201 });
  });
  const create = (name: string) => api.postOnce('/batches', { body: { name } });
  await expect(create('A')).rejects.toMatchObject({ code: 'network' });
  await expect(create('B')).rejects.toMatchObject({ code: 'network' });
  await create('A');
  await create('A');
  expect(keys[2]).toBe(keys[0]);
  expect(new Set(keys).size).toBe(3);
});
