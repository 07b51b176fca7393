import ipaddr from 'ipaddr.js';

/**
 * Carries the caller's address inside the web process. The server overwrites it on every request, so that what a
 * client sends under this name is never believed.
 */
export const CLIENT_ADDRESS_HEADER = 'x-furrow-client-address';

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Makes the function that tells who calls: the peer of the connection or, when the peer is a trusted proxy, the last
 * address of X-Forwarded-For that is none.
 * @param trustedProxies addresses or CIDR ranges
 */
export function clientAddressReader(trustedProxies: readonly string[]) {
  const ranges = trustedProxies.flatMap((text) => parseRange(text) ?? []);
  const isTrusted = (address: string) => ranges.some((range) => isWithin(address, range));
  return (peer: string | undefined, forwardedFor: string | undefined): string | null => {
    const direct = canonical(peer);
    if (direct === null || !isTrusted(direct)) return direct;
    const hops = (forwardedFor ?? '').split(',').map((hop) => canonical(hop.trim()));
    const client = hops.findLast((hop) => hop === null || !isTrusted(hop));
    return client ?? direct;
  };
}

function canonical(text: string | undefined): string | null {
  return text && ipaddr.isValid(text) ? ipaddr.process(text).toString() : null;
}

function parseRange(text: string): [Range] | null {
  if (ipaddr.isValidCIDR(text)) return [ipaddr.parseCIDR(text)];
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.process(text);
  return [[address, address.kind() === 'ipv4' ? 32 : 128]];
}

function isWithin(text: string, [network, prefix]: Range): boolean {
  const address = ipaddr.process(text);
  return address.kind() === network.kind() && address.match(network, prefix);
}
