import type { CheckGroup } from '../../db/records';
import type { CheckRowItem } from '../../db/sql/list-check-rows';
import type { RowProblemJson } from '../../domain/wire/upload-row';

const SHOWN_CHARACTERS = 100;

/** What is wrong with one row, for people: the words of its groups and the cells they are about. */
export function rowProblems(
  found: Pick<CheckRowItem, 'groupNos' | 'sameKeyRow'>,
  cells: readonly string[],
  groups: ReadonlyMap<number, CheckGroup>,
  headers: readonly string[],
): RowProblemJson[] {
  return found.groupNos.flatMap((no) => {
    const group = groups.get(no);
    if (!group) return [];
    const column = group.columnNumber;
    return [
      {
        group: no,
        code: group.code,
        severity: severityOf(group),
        column,
        header: headerOf(column, headers),
        input: group.input,
        message: problemMessage(group, found.sameKeyRow),
        advice: group.advice,
        value: column === null || group.isSecret ? null : shownValue(cells[column - 1] ?? ''),
      },
    ];
  });
}

function problemMessage({ code, message }: CheckGroup, sameKeyRow: number | null): string {
  return code === 'duplicate_key' && sameKeyRow !== null ? `${message}, row ${sameKeyRow + 1}` : message;
}

export function severityOf(group: Pick<CheckGroup, 'severity'>): 'error' | 'warning' {
  return group.severity === 'error' ? 'error' : 'warning';
}

export function headerOf(column: number | null, headers: readonly string[]): string | null {
  return column === null ? null : (headers[column - 1] ?? null);
}

/** How many rows a group has, and what is wrong with them. */
export function groupMessage({ rowCount, message, isOfFile }: CheckGroup): string {
  if (isOfFile) return message;
  return `${rowCount.toLocaleString('en')} ${rowCount === 1 ? 'row' : 'rows'}: ${message}`;
}

function shownValue(cell: string): string {
  const characters = Array.from(cell.slice(0, 2 * SHOWN_CHARACTERS + 2));
  if (characters.length <= SHOWN_CHARACTERS) return cell;
  return `${characters.slice(0, SHOWN_CHARACTERS - 1).join('')}…`;
}
