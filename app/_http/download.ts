/** What a browser may be made to do with a stored file: nothing that runs in our origin. */
const FILE_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, no-store',
} as const;

/** Types a browser shows without running anything. All others are downloads of unknown bytes. */
const SHOWN_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'text/plain', 'application/json'];

/** Headers under which stored bytes are safe to hand out, whatever they are. */
export function fileHeaders(file: { readonly filename: string; readonly contentType: string }): Headers {
  const type = file.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const isShown = SHOWN_TYPES.includes(type);
  const isKnown = isShown || type === 'application/zip' || type === 'application/pdf' || type === 'text/csv';
  const charset = type.startsWith('text/') ? '; charset=utf-8' : '';
  return new Headers({
    ...FILE_HEADERS,
    'Content-Type': isKnown ? `${type}${charset}` : 'application/octet-stream',
    'Content-Disposition': disposition(isShown ? 'inline' : 'attachment', file.filename),
  });
}

/** A download written page by page; it is produced only as fast as the client takes it. */
export function downloadAnswer(file: {
  readonly filename: string;
  readonly contentType: string;
  readonly chunks: AsyncIterable<string | Uint8Array>;
}): Response {
  const headers = new Headers({
    ...FILE_HEADERS,
    'Content-Type': file.contentType,
    'Content-Disposition': disposition('attachment', file.filename),
  });
  return new Response(toStream(file.chunks), { headers });
}

/** Text shown rather than saved, written page by page. */
export function streamAnswer(chunks: AsyncIterable<string>, contentType: string): Response {
  return new Response(toStream(chunks), {
    headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' },
  });
}

/** A byte stream that pulls from `chunks`, and ends them when the client goes away. */
export function toStream(chunks: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

function disposition(kind: 'inline' | 'attachment', filename: string): string {
  const ascii = filename.replace(/[^\w.() -]/g, '_');
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
}
