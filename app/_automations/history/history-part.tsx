'use client';

import { useState } from 'react';
import { errorText } from '@/app/_components/api-client';
import { HISTORY_UNITS, type HistoryUnit } from '@/lib/domain/automation-history';
import { Part } from '../outline-view';
import { HistoryBars } from './history-bars';
import { HistoryTable } from './history-table';
import { totalText } from './history-words';
import { HISTORY_COUNTS, useHistory } from './use-history';

const LABELS: Readonly<Record<HistoryUnit, string>> = { day: 'Days', week: 'Weeks' };

/** How the automation did over time: rows, failures, how long a row takes. */
export function HistoryPart({ name }: { name: string }) {
  const [unit, setUnit] = useState<HistoryUnit>('day');
  const { data, error } = useHistory(name, unit);
  const hasRun = data?.periods.some(({ batches }) => batches > 0) ?? false;
  return (
    <Part title="History" note={`by the ${unit} in which a batch was started`}>
      <div className="grid min-h-64 content-start gap-3">
        <UnitSwitch unit={unit} onUnit={setUnit} />
        {error && <p className="text-danger">{errorText(error)}</p>}
        {data && !hasRun && (
          <p className="text-muted">
            No batch was started in the last {HISTORY_COUNTS[unit]} {LABELS[unit].toLowerCase()}.
          </p>
        )}
        {data && hasRun && (
          <>
            <p>{totalText(data.periods)}</p>
            <HistoryBars periods={data.periods} unit={unit} />
            {data.is_cut && (
              <p className="text-muted">More batches ran in this time than are counted: the newest are.</p>
            )}
            <HistoryTable periods={data.periods} unit={unit} />
          </>
        )}
      </div>
    </Part>
  );
}

function UnitSwitch({ unit, onUnit }: { unit: HistoryUnit; onUnit: (unit: HistoryUnit) => void }) {
  return (
    <fieldset aria-label="Show history by" className="flex gap-1">
      {HISTORY_UNITS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === unit}
          onClick={() => onUnit(one)}
          className="h-7 rounded-md px-2 text-muted hover:bg-wash hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
        >
          {LABELS[one]}
        </button>
      ))}
    </fieldset>
  );
}
