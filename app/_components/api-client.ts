/** One fault of a refused request; `path` names the field (`settings.concurrency`), line and column a place in a file. */
export interface ApiProblem {
  readonly path?: string;
  readonly code?: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** A request the server refused or that never arrived (`status` 0, code `network`). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly ApiProblem[];

  constructor(status: number, problem: Partial<Omit<ApiError, 'status'>>) {
    const title = problem.title ?? `The server answered ${status}`;
    super(problem.detail ?? title);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.title = title;
    this.detail = problem.detail ?? title;
    this.errors = Array.isArray(problem.errors) ? problem.errors : [];
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
type QueryValue = string | number | boolean | null | undefined;

export interface ApiRequest {
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Makes a POST safe to repeat for 24 hours. */
  readonly idempotencyKey?: string;
}

/** The address of an endpoint below /api/v1, for links and downloads. Empty query values are left out. */
export function apiUrl(path: string, query: ApiRequest['query'] = {}): string {
  const pairs = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]));
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`;
}

async function readProblem(response: Response): Promise<ApiError> {
  const problem: unknown = await response.json().catch(() => ({}));
  return new ApiError(response.status, typeof problem === 'object' && problem !== null ? problem : {});
}

async function send(method: Method, path: string, request: ApiRequest): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (request.body !== undefined) headers.set('Content-Type', 'application/json');
  if (request.idempotencyKey !== undefined) headers.set('Idempotency-Key', request.idempotencyKey);
  try {
    return await fetch(apiUrl(path, request.query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, {
      code: 'network',
      title: 'No connection to Furrow',
      detail: 'The server did not answer. Check the connection and try again.',
    });
  }
}

/** Sends JSON to /api/v1 and returns the answer's JSON (undefined for 204). Throws ApiError for everything else. */
async function request<Answer>(method: Method, path: string, options: ApiRequest = {}): Promise<Answer> {
  const response = await send(method, path, options);
  if (!response.ok) throw await readProblem(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** What was asked for once and has not been answered -> its key. */
const unanswered = new Map<string, string>();

/**
 * A POST that must not happen twice because its answer was lost: said again before it has succeeded, word for word, it is the same
 * request to the server.
 */
async function postOnce<Answer>(path: string, options: Pick<ApiRequest, 'body'> = {}): Promise<Answer> {
  const asked = `${path} ${JSON.stringify(options.body)}`;
  const idempotencyKey = unanswered.get(asked) ?? randomKey();
  unanswered.set(asked, idempotencyKey);
  const answer = await request<Answer>('POST', path, { ...options, idempotencyKey });
  unanswered.delete(asked);
  return answer;
}

/** `crypto.randomUUID` is there only with https or on localhost. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}

export const api = {
  postOnce,
  get: <Answer>(path: string, options?: ApiRequest) => request<Answer>('GET', path, options),
  post: <Answer>(path: string, options?: ApiRequest) => request<Answer>('POST', path, options),
  patch: <Answer>(path: string, options?: ApiRequest) => request<Answer>('PATCH', path, options),
  put: <Answer>(path: string, options?: ApiRequest) => request<Answer>('PUT', path, options),
  delete: <Answer>(path: string, options?: ApiRequest) => request<Answer>('DELETE', path, options),
};

/** A keyset page as every list endpoint answers it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

/** What to tell a person about any thrown value. */
export function errorText(error: unknown): string {
  if (error instanceof ApiError) return error.errors[0]?.message ?? error.detail;
  return error instanceof Error ? error.message : 'Something went wrong.';
}
