import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './address-rules';
import type { AllowList } from './allow-list';

/** Every address of a name. Injected in tests to play a name whose answer changes. */
export type ResolveName = (hostname: string) => Promise<readonly string[]>;

export type TargetAnswer =
  | { readonly kind: 'open'; readonly addresses: readonly string[]; readonly isPrivate: boolean }
  | { readonly kind: 'refused'; readonly address: string }
  | { readonly kind: 'unresolved' };

const CACHE_MS = 10_000;
const CACHE_SIZE = 500;

export const resolveWithSystem: ResolveName = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/**
 * Judges a target: all its addresses must be public or allowed, for a name that answers with one good and one bad
 * address is a rebinding attempt. The caller dials only the addresses judged here.
 */
export function createTargetResolver(
  allow: AllowList,
  resolveName: ResolveName,
): (hostname: string, port: number) => Promise<TargetAnswer> {
  const addressesOf = cacheAddresses(resolveName);
  return async (bracketed, port) => {
    const hostname = bracketed.replace(/^\[(.*)\]$/, '$1');
    const addresses = isIP(hostname) ? [hostname] : await addressesOf(hostname);
    if (addresses.length === 0) return { kind: 'unresolved' };
    const special = addresses.filter((address) => !isPublicAddress(address));
    const refused = special.find((address) => !allow({ hostname, port, address }));
    if (refused !== undefined) return { kind: 'refused', address: refused };
    return { kind: 'open', addresses, isPrivate: special.length > 0 };
  };
}

/** Answers are pinned to what was judged, so a short cache cannot weaken the check; it saves a look-up per request. */
function cacheAddresses(resolveName: ResolveName): (hostname: string) => Promise<readonly string[]> {
  const cache = new Map<string, { readonly addresses: readonly string[]; readonly untilMs: number }>();
  return async (hostname) => {
    const known = cache.get(hostname);
    if (known && known.untilMs > performance.now()) return known.addresses;
    const addresses = await resolveName(hostname).catch(() => []);
    cache.delete(hostname);
    if (addresses.length > 0) cache.set(hostname, { addresses, untilMs: performance.now() + CACHE_MS });
    const oldest = cache.keys().next().value;
    if (cache.size > CACHE_SIZE && oldest !== undefined) cache.delete(oldest);
    return addresses;
  };
}
