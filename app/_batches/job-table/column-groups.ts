import type { ColumnGroup } from '@/app/_components/data-table/column-picker';
import type { ColumnChoice } from '@/app/_components/data-table/use-column-choice';
import type { LiveBatch } from '../batch-queries';
import { fileColumnId, OWN_COLUMNS, outputColumnId, toShownColumns } from './shown-columns';

/**
 * All that a reader can show and hide.
 * @param outputNames outputs that rows gave; those that are shown are offered in any case
 */
export function columnGroups(
  { headers, automations }: Pick<LiveBatch, 'headers' | 'automations'>,
  choice: ColumnChoice,
  outputNames: readonly string[],
): ColumnGroup[] {
  const { columns, hidden, outputs } = toShownColumns(headers, choice);
  const own = OWN_COLUMNS.filter((id) => id !== 'automation' || automations.length > 0);
  const names = [...new Set([...outputNames, ...outputs])];
  const groups = [
    {
      label: 'Of the file',
      columns: headers.map((label, at) => ({ id: fileColumnId(at), label, isShown: columns.includes(at) })),
    },
    {
      label: 'What became of the row',
      columns: own.map((id) => ({ id, label: id, isShown: !hidden.includes(id) })),
    },
    {
      label: 'Outputs',
      columns: names.map((name) => ({
        id: outputColumnId(name),
        label: name,
        isShown: outputs.includes(name),
      })),
    },
  ];
  return groups.filter((group) => group.columns.length > 0);
}
