import type { Exchange } from './exchange';
import type { Reply } from './reply';

type Handler = (exchange: Exchange) => Reply | Promise<Reply>;
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly segments: readonly string[];
  readonly handle: Handler;
};

export function get(path: string, handle: Handler): Route {
  return { method: 'GET', segments: splitPath(path), handle };
}

export function post(path: string, handle: Handler): Route {
  return { method: 'POST', segments: splitPath(path), handle };
}

/** First route whose path fits, with its `:name` segments decoded; null when none does. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): { route: Route; params: Record<string, string> } | null {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const segments = splitPath(pathname);
  for (const route of routes) {
    const params = route.method === wanted ? matchSegments(route.segments, segments) : null;
    if (params) return { route, params };
  }
  return null;
}

function splitPath(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? '';
    if (!expected.startsWith(':')) {
      if (expected !== actual) return null;
      continue;
    }
    const decoded = decodeSegment(actual);
    if (decoded === null) return null;
    params[expected.slice(1)] = decoded;
  }
  return params;
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
