import type { IncomingMessage } from 'node:http';

const maxBodyBytes = 20 * 1024 * 1024;

export class BodyTooLargeError extends Error {
  override name = 'BodyTooLargeError';
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount <= maxBodyBytes) chunks.push(chunk);
  }
  // Only now: leaving the loop earlier closes the connection before the client can read the answer.
  if (byteCount > maxBodyBytes) throw new BodyTooLargeError(`A form may hold ${maxBodyBytes} bytes`);
  return Buffer.concat(chunks);
}

/** Fields of an urlencoded form; a missing field reads as null. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request)).toString('utf8'));
}

/** Fields and files of a multipart form. Throws TypeError when the body is not one. */
export async function readMultipart(request: IncomingMessage): Promise<FormData> {
  const body = new Uint8Array(await readBody(request));
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  return await new Response(body, { headers }).formData();
}
