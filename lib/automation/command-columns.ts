/** Names of the columns in which a row can say what shall run for it. */
const COMMAND_COLUMNS = ['task', 'command'];

/** Positions of the columns in which rows may name their automation; empty when they cannot. */
export function commandColumns(headers: readonly string[]): number[] {
  return COMMAND_COLUMNS.flatMap((name) => {
    const column = headers.findIndex((header) => header.trim().toLowerCase() === name);
    return column < 0 ? [] : [column];
  });
}
