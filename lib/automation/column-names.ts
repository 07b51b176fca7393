import { plainName } from './plain-name';

/** A column may say that it is a parameter: `params.order_id`, before a column that is called like the input alone. */
const PARAMS = 'params.';

/** Finds a file's columns by name; a name that two columns share finds neither. */
export interface ColumnNames {
  /** By exactly this name. */
  exact(name: string): number | undefined;
  /** By this name without case, accents and punctuation. */
  plain(name: string): number | undefined;
  /** The column `params.NAME`. */
  param(name: string): number | undefined;
}

export function columnNames(headers: readonly string[]): ColumnNames {
  const trimmed = headers.map((header) => header.trim());
  const exact = uniquePositions(trimmed);
  const plain = uniquePositions(headers.map(plainName));
  const params = uniquePositions(
    trimmed.map((header) => (header.startsWith(PARAMS) ? header.slice(PARAMS.length) : '')),
  );
  return {
    exact: (name) => exact.get(name),
    plain: (name) => plain.get(plainName(name)),
    param: (name) => params.get(name),
  };
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
