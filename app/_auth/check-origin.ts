import { HttpError } from '@/app/_http/http-error';
import { isTrustedOrigin } from '@/lib/auth/trusted-origins';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses a write that another site's page makes a browser send. Browsers name the origin of every such request, so a
 * write with a cookie and without an origin is refused too.
 */
export function checkOrigin(request: Request, publicUrl: string, usesCookie: boolean): void {
  if (SAFE_METHODS.includes(request.method)) return;
  const origin = request.headers.get('origin');
  if (origin === null && !usesCookie) return;
  if (origin !== null && isTrustedOrigin(origin, publicUrl, request.headers.get('host'))) return;
  throw new HttpError(
    403,
    'foreign_origin',
    'This request comes from another site: open Furrow itself, or set FURROW_PUBLIC_URL to the address you use.',
  );
}
