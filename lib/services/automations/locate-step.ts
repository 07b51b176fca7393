import { readYaml } from '../../automation/read-yaml';

type Path = readonly (string | number)[];

/**
 * Where a step stands in the text of an automation: 1-based line and column, or null when there is no such step. Also of
 * a text that is not accepted (any more).
 * @param input step: 1-based number, as failures name it
 */
export function locateStep(input: {
  readonly source: string;
  readonly step: number;
}): { line: number; column: number } | null {
  const read = readYaml(input.source);
  if (!read.ok || !Number.isInteger(input.step)) return null;
  const path = stepPaths(ownValue(read.yaml.data, 'steps'), ['steps'])[input.step - 1];
  return path ? read.yaml.locate(path) : null;
}

/** Where steps hold others, in the order in which they are numbered. */
const INNER_LISTS = ['then', 'else', 'do'] as const;

/** The places of all steps of a list as they are numbered: a step before those inside it. */
function stepPaths(list: unknown, path: Path): Path[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((step: unknown, at) => {
    const here = [...path, at];
    const inner = Object.entries(Object(step)).flatMap(([verb, args]) =>
      INNER_LISTS.flatMap((key) => stepPaths(ownValue(args, key), [...here, verb, key])),
    );
    return [here, ...inner];
  });
}

function ownValue(holder: unknown, key: string): unknown {
  const isHolder = typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key);
  return isHolder ? (holder as Record<string, unknown>)[key] : undefined;
}
