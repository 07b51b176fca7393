import type { Bindings } from '../domain/bindings';
import type { InputSpec } from './input-spec';

export interface BoundInputs {
  /** Input -> column or constant, in the inputs' order. */
  readonly bindings: Bindings;
  /** Required inputs that nothing feeds. */
  readonly unbound: readonly string[];
  /** Overrides that name no input of the automation. */
  readonly unknownOverrides: readonly string[];
  /** Overrides whose column the file does not have: input names. */
  readonly missingColumns: readonly string[];
}

/**
 * Binds inputs to a file's columns: an override first, then the exact name, then the name without case, accents,
 * spaces and punctuation. A name that two columns share that way is bound to neither.
 * @param overrides input -> header.
 */
export function bindInputs(
  inputs: Readonly<Record<string, InputSpec>>,
  headers: readonly string[],
  overrides: Readonly<Record<string, string>> = {},
): BoundInputs {
  const chosen = new Map(Object.entries(overrides));
  const plain = uniquePositions(headers.map(plainName));
  const exact = uniquePositions(headers);
  const bound: [string, { column: number; header: string }][] = [];
  const missingColumns: string[] = [];
  for (const input of Object.keys(inputs)) {
    const override = chosen.get(input);
    const column =
      override === undefined
        ? (exact.get(input) ?? plain.get(plainName(input)))
        : firstPosition(headers, override);
    const header = column === undefined ? undefined : headers[column];
    if (column !== undefined && header !== undefined) bound.push([input, { column, header }]);
    else if (override !== undefined) missingColumns.push(input);
  }
  const names = new Set(bound.map(([input]) => input));
  return {
    bindings: Object.fromEntries(bound),
    unbound: Object.entries(inputs).flatMap(([input, spec]) =>
      spec.required && !names.has(input) ? [input] : [],
    ),
    unknownOverrides: [...chosen.keys()].filter((input) => !Object.hasOwn(inputs, input)),
    missingColumns,
  };
}

/** A name without case, accents, spaces, underscores and punctuation; letters of all scripts stay. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Name -> position, without the empty name and names that occur twice. */
function uniquePositions(names: readonly string[]): Map<string, number> {
  const positions = new Map<string, number>();
  const twice = new Set<string>();
  for (const [position, name] of names.entries()) {
    if (positions.has(name)) twice.add(name);
    positions.set(name, position);
  }
  for (const name of [...twice, '']) positions.delete(name);
  return positions;
}

function firstPosition(headers: readonly string[], header: string): number | undefined {
  const position = headers.indexOf(header);
  return position < 0 ? undefined : position;
}
