/** JSON that no cache keeps: everything of the API depends on who asks. */
export function jsonAnswer(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

export function createdAnswer(body: unknown, location: string): Response {
  return jsonAnswer(body, 201, { Location: location });
}

export function emptyAnswer(headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store', ...headers } });
}

/** A keyset page on the wire. */
export function pageAnswer<T>(
  page: { readonly items: readonly T[]; readonly nextCursor: string | null },
  toJson: (item: T) => unknown,
): Response {
  return jsonAnswer({ items: page.items.map(toJson), next_cursor: page.nextCursor });
}
