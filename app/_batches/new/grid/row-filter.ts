import type { SelectOption } from '@/app/_components/ui/select';
import type { CheckJson } from '@/lib/domain/wire/check';
import { countText, rowsText } from '../../format';

/** Which rows are shown: all, those of one kind, or those of one group of problems. */
export type RowFilter = 'all' | 'problem' | 'duplicate' | 'done' | 'dropped' | `group-${number}`;

/** The query of `GET /uploads/:id/checks/:check_id/rows`; not for `all`. */
export function filterQuery(filter: RowFilter): { only?: string; group?: string } {
  if (filter === 'all') return {};
  return filter.startsWith('group-') ? { group: filter.slice('group-'.length) } : { only: filter };
}

/** The filters that would show something, with how many rows each shows; the one in use stays. */
export function filterOptions(
  rowCount: number,
  check: CheckJson | undefined,
  used: RowFilter,
): SelectOption<RowFilter>[] {
  const all: SelectOption<RowFilter> = { value: 'all', label: `All ${rowsText(rowCount)}` };
  if (!check) return [all];
  const { invalid_count: invalid, warning_count: warned } = check;
  const kinds: readonly (readonly [RowFilter, string, number])[] = [
    ['problem', 'Rows with problems', invalid + warned],
    ['duplicate', 'Rows that repeat a key', check.duplicate_count],
    ['done', 'Already completed', check.done_count],
    ['dropped', 'Dropped', check.dropped_count],
  ];
  const groups = check.groups
    .filter(({ row_count }) => row_count > 0)
    .map(({ no, message }): SelectOption<RowFilter> => ({ value: `group-${no}`, label: message }));
  const shown = [
    all,
    ...kinds
      .filter(([value, , count]) => count > 0 || value === used)
      .map(([value, label, count]) => ({ value, label: `${label} (${countText(count)})` })),
    ...groups,
  ];
  return shown.some(({ value }) => value === used)
    ? shown
    : [...shown, { value: used, label: 'Rows of a problem that is gone' }];
}
