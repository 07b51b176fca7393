'use client';

import { Notice } from '@/app/_components/ui/notice';
import { CheckLine } from '../check-line';
import { countText, rowsText } from '../format';
import type { CsvPreviewJson } from './use-preview';

interface ProblemListProps {
  readonly preview: CsvPreviewJson;
  readonly onlyValidRows: boolean;
  readonly onOnlyValidRows: (isOn: boolean) => void;
}

const SHOWN = 6;

/** What is wrong with the file, with its place; rows that cannot be used can be left out. */
export function ProblemList({ preview, onlyValidRows, onOnlyValidRows }: ProblemListProps) {
  const { problems, problem_count: count } = preview;
  if (count === 0) return null;
  const errors = problems.filter((problem) => problem.severity === 'error');
  const canLeaveOut = errors.length > 0 && errors.every((problem) => problem.row !== undefined);
  const title = `${countText(count)} ${count === 1 ? 'problem' : 'problems'} in the file`;
  return (
    <Notice tone={errors.length > 0 ? 'danger' : 'warning'} title={title}>
      <ul className="mt-1 grid gap-0.5">
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={`${problem.code}-${problem.line}-${problem.column}`} className="[overflow-wrap:anywhere]">
            {place(problem)}
            {problem.message}
          </li>
        ))}
        {count > SHOWN && <li>and {countText(count - SHOWN)} more</li>}
      </ul>
      {canLeaveOut && (
        <div className="mt-2 text-ink">
          <CheckLine
            label={leaveOutText(new Set(errors.map((problem) => problem.row)).size)}
            isChecked={onlyValidRows}
            onChange={onOnlyValidRows}
          />
        </div>
      )}
    </Notice>
  );
}

function leaveOutText(rowCount: number): string {
  return `Leave ${rowsText(rowCount)} with errors out and run the others`;
}

function place({ line, message }: CsvPreviewJson['problems'][number]): string {
  return line === undefined || /\bline \d/i.test(message) ? '' : `Line ${countText(line)}: `;
}
