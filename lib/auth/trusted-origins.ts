const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Origins whose pages may change something with the visitor's cookie: the public address, the host this request was
 * sent to (so that a LAN address works), and the other names of the same machine when it is a loopback one.
 * @param host value of the request's Host header
 */
export function trustedOrigins(publicUrl: string, host: string | null): string[] {
  const origins = [new URL(publicUrl).origin];
  if (host && isHost(host)) origins.push(`http://${host}`, `https://${host}`);
  return [...new Set(origins.flatMap(withTwins))];
}

/** Whether a write with this Origin header comes from our own pages. Programs send none: they carry no cookie. */
export function isTrustedOrigin(origin: string, publicUrl: string, host: string | null): boolean {
  return trustedOrigins(publicUrl, host).includes(origin);
}

function withTwins(origin: string): string[] {
  const url = new URL(origin);
  if (!LOOPBACK_NAMES.includes(url.hostname)) return [url.origin];
  return LOOPBACK_NAMES.map((name) => `${url.protocol}//${name}${url.port ? `:${url.port}` : ''}`);
}

function isHost(text: string): boolean {
  return /^[\w.-]+(:\d+)?$|^\[[0-9a-f:.]+\](:\d+)?$/i.test(text) && URL.canParse(`http://${text}`);
}
