/** The page to open after signing in: a path of this site, never another site's address. */
export function localPath(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  const base = 'http://furrow.invalid';
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  // `/..//x` becomes the path `//x`, which a browser takes for another site.
  if (url?.origin !== base || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
