/** What stands behind these in an address is a secret by itself: who has it may look. */
const BEFORE_TOKEN = /(\/(?:shared|s)\/)[^/]+/;

/** An address as a log may hold it: without its query and without tokens. */
export function maskPath(url: string): string {
  return new URL(url).pathname.replace(BEFORE_TOKEN, '$1•••');
}
