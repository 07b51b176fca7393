/** Where in the document: keys and list positions from the top. */
export type FaultPath = readonly (string | number)[];

/** Something wrong in an automation, placed by its path; parse-automation turns the path into line and column. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly path: FaultPath;
  /** The fault is about the key at the end of `path`, not about its value. */
  readonly isAboutKey?: boolean;
  /** Characters from the start of the text at `path`. */
  readonly offset?: number;
}

/** What a zod transform is given to report to. */
export interface IssueSink {
  addIssue(issue: { code: 'custom'; message: string; path: PropertyKey[]; params: { code: string } }): void;
}

/** Reports a fault from inside a zod transform, its path relative to the value being transformed. */
export function raise(ctx: IssueSink, fault: Fault): void {
  const { code, message, path } = fault;
  ctx.addIssue({ code: 'custom', message, path: [...path], params: { code } });
}

/** What the document holds at a path; only own keys are followed. */
export function valueAt(root: unknown, path: FaultPath): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}
