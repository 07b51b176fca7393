import ipaddr from 'ipaddr.js';

/**
 * Whether an address belongs to the public internet. Everything else (loopback, private, link-local, metadata, CGNAT,
 * documentation, tunnels ...) is refused, and so is a text that is no address.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.range() === 'unicast';
  return isPublicIpv6(address as ipaddr.IPv6);
}

/** Only 2000::/3 is handed out; NAT64 is judged by the IPv4 address inside it, other embeddings are refused. */
function isPublicIpv6(address: ipaddr.IPv6): boolean {
  const bytes = address.toByteArray();
  if (isWellKnownNat64(bytes)) return isPublicAddress(bytes.slice(12).join('.'));
  const isGlobalUnicast = ((bytes[0] ?? 0) & 0xe0) === 0x20;
  return isGlobalUnicast && address.range() === 'unicast';
}

/** 64:ff9b::/96; the local-use prefix 64:ff9b:1::/48 is not: it may lead anywhere. */
function isWellKnownNat64(bytes: readonly number[]): boolean {
  const prefix = [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];
  return prefix.every((byte, index) => bytes[index] === byte);
}

/** The same text for the same address: IPv4-mapped IPv6 becomes IPv4, zones and zeros are normalised. */
export function normaliseAddress(text: string): string {
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : text;
}
