/** The host of an address as limits name it: lower case, with its port unless that is the scheme's own; null: none. */
export function hostOf(address: string): string | null {
  const url = URL.parse(address);
  return url?.host ? url.host : null;
}

/** A host as people write it: a name, a name with a port, or a whole address. Null when it is none of these. */
export function parseHost(text: string): string | null {
  const trimmed = text.trim();
  const host = hostOf(trimmed.includes('://') ? trimmed : `http://${trimmed}`);
  return host && /^[^\s/@]+$/.test(host) ? host : null;
}
