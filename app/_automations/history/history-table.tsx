import { countText, durationText } from '@/app/_batches/format';
import type { HistoryUnit } from '@/lib/domain/automation-history';
import type { HistoryPeriodJson } from '@/lib/domain/wire/automation-history';
import { dayText, rateText, rowsOf } from './history-words';

/** The picture's figures, the newest first. */
export function HistoryTable({
  periods,
  unit,
}: {
  periods: readonly HistoryPeriodJson[];
  unit: HistoryUnit;
}) {
  return (
    <details>
      <summary className="cursor-pointer text-muted hover:text-ink">As a table</summary>
      <div className="mt-1 overflow-x-auto">
        <table className="w-full text-right">
          <thead className="text-muted text-xs">
            <tr>
              <th scope="col" className="py-1 text-left font-normal">
                {unit === 'day' ? 'Day' : 'Week of'}
              </th>
              {['Rows', 'Failed', 'Succeeded', 'A row'].map((name) => (
                <th key={name} scope="col" className="py-1 pl-2 font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-line border-y">
            {periods
              .filter(({ batches }) => batches > 0)
              .toReversed()
              .map((period) => (
                <tr key={period.start}>
                  <th scope="row" className="py-1 text-left font-normal">
                    {dayText(period.start)}
                  </th>
                  <td className="pl-2">{countText(rowsOf(period))}</td>
                  <td className="pl-2">{countText(period.failed)}</td>
                  <td className="pl-2">{rateText(period) ?? '—'}</td>
                  <td className="pl-2">{period.median_ms === null ? '—' : durationText(period.median_ms)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
