import { type APIRequestContext, expect } from '@playwright/test';
import type { BatchJson } from '@/lib/domain/wire/batch';
import type { UploadJson } from '@/lib/domain/wire/upload';

export interface FurrowApi {
  readonly request: APIRequestContext;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, data?: unknown): Promise<T>;
  put<T>(path: string, data: unknown): Promise<T>;
  patch<T>(path: string, data: unknown): Promise<T>;
  delete(path: string): Promise<void>;
  /** Uploads a CSV and waits until it is read. */
  upload(filename: string, csv: string | Buffer): Promise<UploadJson>;
  createBatch(input: Record<string, unknown>): Promise<BatchJson>;
  waitForBatch(id: string, isDone?: (batch: BatchJson) => boolean): Promise<BatchJson>;
}

interface CallOptions {
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the API below `url`; an answer that is no success fails the test with its text. */
export function createApi(request: APIRequestContext, url: string): FurrowApi {
  const base = `${url}/api/v1`;
  const call = async <T>(method: string, path: string, options: CallOptions = {}): Promise<T> => {
    // As a page of the dashboard would: a write with a cookie and without an origin is refused.
    const headers = { Origin: url, ...options.headers };
    const response = await request.fetch(`${base}${path}`, { method, ...options, headers });
    const text = await response.text();
    if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  };
  const get = <T>(path: string) => call<T>('GET', path);
  const post = <T>(path: string, data: unknown = {}) => call<T>('POST', path, { data });
  const until = async <T>(look: () => Promise<T>, isDone: (found: T) => boolean): Promise<T> => {
    let found = await look();
    await expect
      .poll(
        async () => {
          found = await look();
          return isDone(found);
        },
        { timeout: 180_000, intervals: [100, 250] },
      )
      .toBe(true);
    return found;
  };
  return {
    request,
    get,
    post,
    put: (path, data) => call('PUT', path, { data }),
    patch: (path, data) => call('PATCH', path, { data }),
    delete: async (path) => void (await call('DELETE', path)),
    upload: async (filename, csv) => {
      const headers = { 'Content-Type': 'text/csv' };
      const path = `/uploads?filename=${encodeURIComponent(filename)}`;
      const { id } = await call<UploadJson>('POST', path, { data: csv, headers });
      return until(
        () => get<UploadJson>(`/uploads/${id}`),
        ({ state }) => state === 'ready' || state === 'rejected',
      );
    },
    createBatch: (input) => post<BatchJson>('/batches', input),
    waitForBatch: (id, isDone = ({ status }) => status === 'finished') =>
      until(() => get<BatchJson>(`/batches/${id}`), isDone),
  };
}
