import { FAILED_ROW, GROUP } from './seed-results';

/** What a page or a program asks for, by what it is called in the report. */
export const REQUESTS = {
  'batch page': (id: string) => `/batches/${id}`,
  'jobs, first page': (id: string) => `/api/v1/batches/${id}/jobs`,
  'jobs, by duration': (id: string) => `/api/v1/batches/${id}/jobs?sort=-duration`,
  'jobs, failed only': (id: string) => `/api/v1/batches/${id}/jobs?status=failed`,
  'jobs of a group': (id: string) => `/api/v1/batches/${id}/jobs?group=${encodeURIComponent(GROUP)}`,
  'jobs, key begins with': (id: string) => `/api/v1/batches/${id}/jobs?key=AB-99`,
  'jobs of a group, 8 a page': (id: string) =>
    `/api/v1/batches/${id}/jobs?group=${encodeURIComponent(GROUP)}&limit=8`,
  'jobs, key begins with, 8 a page': (id: string) => `/api/v1/batches/${id}/jobs?key=AB-99&limit=8`,
  'failure groups': (id: string) => `/api/v1/batches/${id}/groups`,
  'row page': (id: string) => `/batches/${id}/rows/${FAILED_ROW + 1}`,
  'export, first byte': (id: string) => `/api/v1/batches/${id}/export?format=csv`,
} as const;
export type RequestName = keyof typeof REQUESTS;
export const REQUEST_NAMES = Object.keys(REQUESTS) as RequestName[];
/** A batch of 1,000 rows has 8 and 11 of these, others a page of 100: how they compare says nothing of the batch's size. */
export const OF_UNEQUAL_LENGTH: readonly RequestName[] = ['jobs of a group', 'jobs, key begins with'];

export interface RequestTime {
  readonly name: RequestName;
  readonly rows: number;
  readonly ms: number;
}

/** Times one request; of an export until its first byte, else until its last. @throws when it is refused */
export async function timeRequest(
  url: string,
  cookie: string,
  { name, batchId }: { readonly name: RequestName; readonly batchId: string },
): Promise<number> {
  const stop = new AbortController();
  const startedAtMs = performance.now();
  const isExport = name === 'export, first byte';
  const response = await fetch(`${url}${REQUESTS[name](batchId)}`, {
    // What unpacks an answer may keep its first bytes until more have come.
    headers: { Cookie: cookie, ...(isExport && { 'Accept-Encoding': 'identity' }) },
    signal: stop.signal,
  });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${(await response.text()).slice(0, 200)}`);
  if (!isExport) {
    await response.arrayBuffer();
    return performance.now() - startedAtMs;
  }
  await response.body?.getReader().read();
  const ms = performance.now() - startedAtMs;
  stop.abort();
  return ms;
}
