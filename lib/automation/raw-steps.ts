import type { FaultPath } from './fault';

/** Where steps hold others in a document as written, in the order in which they are numbered. */
const INNER_LISTS = ['then', 'else', 'do'] as const;

/** A step as written, with its place. */
export interface RawStep {
  readonly step: unknown;
  readonly path: FaultPath;
}

/** All steps of a list as written, in the order in which they are numbered: also of a document that is not accepted. */
export function rawSteps(list: unknown, path: FaultPath): RawStep[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((step: unknown, at) => {
    const here = [...path, at];
    const inner = Object.entries(Object(step)).flatMap(([verb, args]) =>
      INNER_LISTS.flatMap((key) => rawSteps(ownValue(args, key), [...here, verb, key])),
    );
    return [{ step, path: here }, ...inner];
  });
}

/** What an object holds under a key of its own. */
export function ownValue(holder: unknown, key: string): unknown {
  const isHolder = typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key);
  return isHolder ? (holder as Record<string, unknown>)[key] : undefined;
}
