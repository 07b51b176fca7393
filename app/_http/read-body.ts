import { HttpError } from './http-error';

/** Enough for the longest automation; files come as raw bodies and are not read here. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/**
 * The request's JSON; an empty body counts as `{}`, so that verbs without options need none.
 * @throws HttpError 413 `body_too_large`, 415 `not_json`, 400 `json_invalid`, 422 `text_invalid`
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text === '') return {};
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) {
    throw new HttpError(415, 'not_json', 'Send JSON with Content-Type: application/json.');
  }
  // PostgreSQL cannot store NUL in any text.
  if (/\\u0000/i.test(text)) {
    throw new HttpError(
      422,
      'text_invalid',
      'The text contains a NUL character (\\u0000), which cannot be stored.',
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new HttpError(400, 'json_invalid', `The body is not valid JSON: ${reason}`);
  }
}

async function readText(request: Request): Promise<string> {
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of streamOf(request)) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) {
      throw new HttpError(
        413,
        'body_too_large',
        `The body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MB.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The request's bytes as they arrive. */
export function streamOf(request: Request): AsyncIterable<Uint8Array> {
  return (request.body ?? new Blob([]).stream()) as unknown as AsyncIterable<Uint8Array>;
}
