/** What a log says of an error: never its message or details, which may repeat a cell, a secret or a query's values. */
export interface ErrorDescription {
  readonly type: string;
  /** Stable: of Furrow, of Node (`ECONNREFUSED`), of PostgreSQL (`23505`), of Prisma. */
  readonly code?: string;
  /** Kept only where it cannot hold what a person entered: network and server trouble. */
  readonly message?: string;
  /** Names and places that drivers add. */
  readonly where?: Readonly<Record<string, string | number>>;
  readonly at: readonly string[];
  readonly cause?: ErrorDescription;
}

const CODE = /^[\w.-]{1,60}$/;
const PLACES = ['syscall', 'address', 'port', 'severity', 'schema', 'table', 'column', 'constraint'];
/** Connection, resources, limits, an operator's intervention, the system: classes of PostgreSQL that speak of no value. */
const SERVER_TROUBLE = /^(08|53|54|57|58)[0-9A-Z]{3}$/;
const MAX_FRAMES = 15;
const MAX_CAUSES = 3;

/** @param depth how many errors stand above this one as its effects */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const facts = error as Error & Readonly<Record<string, unknown>>;
  const code = typeof facts.code === 'string' && CODE.test(facts.code) ? facts.code : undefined;
  const where = placesOf(facts);
  const isHarmless = typeof facts.syscall === 'string' || (code !== undefined && SERVER_TROUBLE.test(code));
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    ...(isHarmless && { message: error.message }),
    ...(Object.keys(where).length > 0 && { where }),
    at: framesOf(error),
    ...(error.cause !== undefined && depth < MAX_CAUSES && { cause: describeError(error.cause, depth + 1) }),
  };
}

function placesOf(facts: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const known = PLACES.map((key) => [key, facts[key]] as const);
  return Object.fromEntries(
    known.filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'number' || (typeof entry[1] === 'string' && CODE.test(entry[1])),
    ),
  );
}

/** A message of several lines stands before the frames and may look like one: it is cut off first. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = message === '' ? -1 : stack.indexOf(message);
  const frames = start < 0 ? stack : stack.slice(start + message.length);
  return frames
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim());
}
