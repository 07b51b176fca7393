'use client';

import { Download } from 'lucide-react';
import { apiUrl } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Progress } from '@/app/_components/ui/progress';
import type { CheckJson } from '@/lib/domain/wire/check';
import { CheckLine } from '../../check-line';
import { countText, rowsText, spanText } from '../../format';
import { FileFaults } from './file-faults';
import { ProblemGroup } from './problem-group';

interface ProblemSectionProps {
  readonly check: CheckJson;
  readonly headers: readonly string[];
  readonly isOutdated: boolean;
  readonly onlyValidRows: boolean;
  readonly onOnlyValidRows: (isOn: boolean) => void;
  readonly onShowGroup: (group: number) => void;
  readonly onUniqueHeaders: () => void;
  readonly onDialect: () => void;
}

/** What is wrong with the file and its rows, as a few decisions. */
export function ProblemSection(props: ProblemSectionProps) {
  const { check, headers, isOutdated, onShowGroup } = props;
  const faults = check.groups.filter(({ row_count }) => row_count === 0);
  const groups = check.groups.filter(({ row_count }) => row_count > 0);
  const isUnderWay = check.state === 'waiting' || check.state === 'checking';
  if (faults.length === 0 && groups.length === 0 && !isUnderWay && check.state !== 'failed') {
    return <NothingWrong check={check} />;
  }
  return (
    <section aria-labelledby="problems-title" aria-busy={isUnderWay || isOutdated} className="grid gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id="problems-title" className="font-medium">
          Problems
        </h2>
        <p className="text-muted">{summaryText(check)}</p>
        {check.state === 'done' && groups.length > 0 && (
          <Button asChild variant="ghost" size="sm" className="ml-auto">
            <a
              href={apiUrl(`/uploads/${check.upload_id}/checks/${check.id}/problems`, { format: 'csv' })}
              download
            >
              <Download /> Download as CSV
            </a>
          </Button>
        )}
      </div>
      {isUnderWay && <CheckProgress check={check} />}
      {check.error !== null && <p className="text-danger">{check.error}</p>}
      <FileFaults
        faults={faults}
        headers={headers}
        onUniqueHeaders={props.onUniqueHeaders}
        onDialect={props.onDialect}
      />
      {groups.length > 0 && (
        <ul className={`divide-y divide-line border-line border-y ${isOutdated ? 'opacity-60' : ''}`}>
          {groups.map((group) => (
            <ProblemGroup key={group.no} group={group} onShow={() => onShowGroup(group.no)} />
          ))}
        </ul>
      )}
      {check.invalid_count > 0 && <LeaveOut {...props} />}
    </section>
  );
}

function NothingWrong({ check }: Pick<ProblemSectionProps, 'check'>) {
  const what = check.automation ? 'fits what the automation takes' : 'can be read';
  return (
    <p role="status" className="text-muted">
      {check.file_rows === 1 ? 'The row' : `Every one of the ${rowsText(check.file_rows)}`} {what}.
    </p>
  );
}

function summaryText({ state, invalid_count: invalid, warning_count: warned }: CheckJson): string {
  if (state === 'waiting') return 'The rows are about to be checked.';
  if (state === 'checking') return 'The rows are being checked.';
  const parts = [
    ...(invalid > 0 ? [`${rowsText(invalid)} cannot run`] : []),
    ...(warned > 0 ? [`${rowsText(warned)} to look at`] : []),
  ];
  return parts.join(' · ');
}

function CheckProgress({ check }: Pick<ProblemSectionProps, 'check'>) {
  const { checked_rows: checked, file_rows: all, seconds_left: left } = check;
  const share = all > 0 ? checked / all : null;
  return (
    <div className="grid max-w-md gap-1">
      <Progress value={share} label="Rows checked" />
      <p role="status" className="text-muted text-xs">
        {all > 0 ? `${countText(checked)} of ${rowsText(all)} checked` : 'Waiting for a worker'}
        {left !== null && ` · ${left < 60 ? `${Math.ceil(left)} s` : spanText(left)} left`}
      </p>
    </div>
  );
}

/** The way on when nobody wants to mend the rows. */
function LeaveOut({ check, onlyValidRows, onOnlyValidRows }: ProblemSectionProps) {
  const { invalid_count: invalid, runnable_count: runnable, file_rows: all } = check;
  if (runnable === 0) return null;
  return (
    <CheckLine
      isWhole
      label={`Leave ${invalid === 1 ? 'this row' : `these ${rowsText(invalid)}`} out and run only the valid rows (${countText(runnable)} of ${countText(all)})`}
      isChecked={onlyValidRows}
      onChange={onOnlyValidRows}
    />
  );
}
