import { z } from 'zod';
import {
  BatchEngineError,
  ConfigurationError,
  ConflictError,
  FileProcessingError,
  ForbiddenError,
  NotFoundError,
  SecurityError,
  ValidationError,
} from '@/lib/domain/errors';
import { StorageError } from '@/lib/storage/storage-error';
import { HttpError } from './http-error';

/** One fault; `path` names the field, line and column a place in a file. */
export const problemEntrySchema = z.looseObject({
  path: z.string().optional(),
  code: z.string().optional(),
  message: z.string(),
  line: z.number().optional(),
  column: z.number().optional(),
});

/** `application/problem+json` (RFC 9457) as every refused request is answered. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  status: z.int(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(problemEntrySchema),
  request_id: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
type ProblemEntry = z.infer<typeof problemEntrySchema>;

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'Not possible in this state',
  410: 'No longer available',
  413: 'Too large',
  415: 'Wrong kind of content',
  416: 'Range not available',
  422: 'The input is not valid',
  429: 'Too many requests',
  500: 'Something went wrong in Furrow',
  503: 'Not available at the moment',
};

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  file_too_large: 413,
  chunk_too_large: 413,
  too_many_attempts: 429,
};

/** The HTTP status of an error; 500 for everything that is not a known refusal. */
export function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  if (error instanceof z.ZodError) return 422;
  if (error instanceof StorageError) return 503;
  if (!(error instanceof BatchEngineError)) return 500;
  return STATUS_BY_CODE[error.code] ?? statusOfClass(error);
}

function statusOfClass(error: BatchEngineError): number {
  if (error instanceof NotFoundError) return 404;
  if (error instanceof ConflictError) return 409;
  if (error instanceof ForbiddenError || error instanceof SecurityError) return 403;
  if (error instanceof ValidationError || error instanceof FileProcessingError) return 422;
  return error instanceof ConfigurationError ? 500 : 422;
}

/** Answers with the error's own words when it is meant for people, and with none of its insides otherwise. */
export function problemResponse(error: unknown, requestId: string): Response {
  const status = statusOf(error);
  const headers = new Headers(headersOf(error));
  headers.set('Content-Type', 'application/problem+json');
  headers.set('Cache-Control', 'no-store');
  headers.set('X-Request-Id', requestId);
  return new Response(JSON.stringify(toProblem(error, status, requestId)), { status, headers });
}

/** A chunk at the wrong place is told the right one as HEAD tells it. */
function headersOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof HttpError) return error.headers;
  const isOffset = error instanceof ConflictError && error.code === 'offset_conflict';
  return isOffset ? { 'Upload-Offset': String(error.details.offset) } : {};
}

function toProblem(error: unknown, status: number, requestId: string): Problem {
  const { code, detail, errors } = explain(error, requestId);
  const title = TITLES[status] ?? 'The request failed';
  return { type: 'about:blank', status, code, title, detail, errors, request_id: requestId };
}

function explain(
  error: unknown,
  requestId: string,
): { code: string; detail: string; errors: ProblemEntry[] } {
  if (error instanceof HttpError || error instanceof StorageError) {
    return { code: error.code, detail: error.message, errors: [] };
  }
  if (error instanceof BatchEngineError) {
    return { code: error.code, detail: error.message, errors: entriesOf(error) };
  }
  if (error instanceof z.ZodError) {
    const errors = error.issues.map(toEntry);
    const first = errors[0];
    const detail = first
      ? `${first.path ? `${first.path}: ` : ''}${first.message}`
      : 'The input is not valid.';
    return { code: 'request_invalid', detail, errors };
  }
  const detail = `The request failed for a reason that is Furrow's own. The log has it under ${requestId}.`;
  return { code: 'internal_error', detail, errors: [] };
}

function entriesOf(error: BatchEngineError): ProblemEntry[] {
  const parsed = z.array(problemEntrySchema).safeParse(error.details.errors);
  return parsed.success ? parsed.data : [];
}

function toEntry(issue: z.core.$ZodIssue): ProblemEntry {
  return { path: issue.path.map(String).join('.'), code: issue.code, message: issue.message };
}
