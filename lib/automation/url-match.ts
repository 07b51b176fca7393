/**
 * Whether an address is the one a `url` condition asks for. A pattern that starts with `/` is compared with the path,
 * and with the query too if it has a `?`; any other with the whole address. `*` stands for any characters.
 */
export function urlMatches(pattern: string, address: string): boolean {
  if (!pattern.startsWith('/')) return globMatches(pattern, address);
  if (!URL.canParse(address)) return false;
  const { pathname, search } = new URL(address);
  return globMatches(pattern, pattern.includes('?') ? `${pathname}${search}` : pathname);
}

/** Each piece is looked for once, after the one before it. */
function globMatches(pattern: string, text: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return text === first;
  const last = pieces.at(-1) ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
