import { type NextRequest, NextResponse } from 'next/server';
import { PATH_HEADER } from './app/_auth/path-header';

/** Scripts run only with this request's nonce; Next puts it on its own inline scripts when it sees the header. */
function pagePolicy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Style attributes carry sizes of virtual rows and bars; they cannot be given a nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

export function proxy(request: NextRequest): NextResponse {
  const policy = pagePolicy(btoa(crypto.randomUUID()));
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** Pages only: a path matched here has its body cut at 10 MB, so uploads under /api must stay out. */
export const config = { matcher: ['/((?!api/|_next/|trace/|favicon|icon).*)'] };
