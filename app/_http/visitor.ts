import { CLIENT_ADDRESS_HEADER } from '@/lib/auth/client-address';

/** What tells people without an account apart: where they come from. */
export function visitorOf(headers: Pick<Headers, 'get'>): string {
  return headers.get(CLIENT_ADDRESS_HEADER) ?? 'unknown';
}
