import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { findTraceViewerFiles } from '@/lib/storage/trace-viewer-files';
import { WORKER_GUARD } from './worker-guard';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.webmanifest': 'application/manifest+json',
};
const WORKER = 'sw.bundle.js';
/** The builder puts a hash of the content into these names. */
const NAME_WITH_HASH = /[.-][\w-]{8}\.(js|css|ttf)$/;

let files: ReadonlyMap<string, string> | undefined;

/** One file of the trace viewer. @param name below /trace/ */
export async function viewerAnswer(name: string): Promise<Response> {
  files ??= findTraceViewerFiles();
  const path = files.get(name);
  const type = TYPES[extname(name)];
  if (!path || !type) return new Response('There is no such file.', { status: 404, headers: headersOf('') });
  const content = await readFile(path);
  const headers = headersOf(extname(name) === '.html' ? content.toString('utf8') : '');
  headers.set('Content-Type', type);
  headers.set(
    'Cache-Control',
    NAME_WITH_HASH.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  return new Response(name === WORKER ? `${WORKER_GUARD}\n${content}` : new Uint8Array(content), { headers });
}

/**
 * The viewer may run its own files and nothing else, and fetch from here alone, so that a link cannot make it show a
 * trace from elsewhere as if it were ours. The same headers on its service worker bind what that one fetches.
 */
function headersOf(html: string): Headers {
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
  const policy = [
    "default-src 'none'",
    ["script-src 'self'", ...inline].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self' data:",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
  return new Headers({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' });
}
