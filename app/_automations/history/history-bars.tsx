import { countText, durationText } from '@/app/_batches/format';
import type { HistoryUnit } from '@/lib/domain/automation-history';
import type { HistoryPeriodJson } from '@/lib/domain/wire/automation-history';
import { dayText, periodText } from './history-words';

interface HistoryBarsProps {
  readonly periods: readonly HistoryPeriodJson[];
  readonly unit: HistoryUnit;
}

interface Part {
  readonly fill: string;
  readonly of: (period: HistoryPeriodJson) => number;
}

const ROWS: readonly Part[] = [
  { fill: 'bg-fill-completed', of: ({ completed }) => completed },
  { fill: 'bg-fill-stopped', of: ({ stopped }) => stopped },
  { fill: 'bg-fill-unconfirmed', of: ({ unconfirmed }) => unconfirmed },
  { fill: 'bg-fill-failed', of: ({ failed }) => failed },
];
const FAILED: readonly Part[] = [{ fill: 'bg-fill-failed', of: ({ failed }) => failed }];
const DURATION: readonly Part[] = [{ fill: 'bg-edge', of: ({ median_ms }) => median_ms ?? 0 }];

/**
 * Three strips over the same days, each with a scale of its own: a few failures among many rows would not be seen. The table
 * below says the same in words.
 */
export function HistoryBars({ periods, unit }: HistoryBarsProps) {
  const strip = { periods, unit };
  return (
    <div aria-hidden className="grid gap-2">
      <Strip {...strip} label="Rows" height="h-16" parts={ROWS} text={countText} />
      <Strip {...strip} label="Failed" height="h-8" parts={FAILED} text={countText} />
      <Strip {...strip} label="Time a row takes" height="h-8" parts={DURATION} text={durationText} />
      <p className="flex justify-between text-faint text-xs">
        <span>{dayText(periods[0]?.start ?? '')}</span>
        <span>{unit === 'day' ? 'today' : 'this week'}</span>
      </p>
    </div>
  );
}

interface StripProps extends HistoryBarsProps {
  readonly label: string;
  readonly height: string;
  readonly parts: readonly Part[];
  readonly text: (value: number) => string;
}

function Strip({ periods, unit, label, height, parts, text }: StripProps) {
  const sum = (period: HistoryPeriodJson) => parts.reduce((total, { of }) => total + of(period), 0);
  const most = Math.max(...periods.map(sum));
  return (
    <div>
      <p className="flex justify-between text-muted text-xs">
        {label}
        <span className="text-faint">{most > 0 ? `at most ${text(most)}` : 'none'}</span>
      </p>
      <div className={`mt-1 flex gap-px border-line border-b ${height}`}>
        {periods.map((period) => (
          <span
            key={period.start}
            title={periodText(period, unit)}
            className="flex min-w-0 flex-1 flex-col justify-end hover:bg-wash"
          >
            {[...parts].reverse().map(({ fill, of }) => (
              <Bar key={fill} fill={fill} value={of(period)} most={most} />
            ))}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Never too low to be seen. */
function Bar({ fill, value, most }: { fill: string; value: number; most: number }) {
  if (value === 0) return null;
  return <span className={`min-h-0.5 shrink-0 ${fill}`} style={{ height: `${(value / most) * 100}%` }} />;
}
