import { Camera } from 'lucide-react';
import { columnHelper, type DataColumn } from '@/app/_components/data-table/table-columns';
import { rowStatus } from '@/app/_components/status';
import { RowStatusBadge } from '@/app/_components/status-badge';
import type { JobJson } from '@/lib/domain/wire/job';
import { countText, durationText, valueText } from '../format';
import { Clock } from '../moment';
import { outcomeText } from './outcome-text';
import { fileColumnId, outputColumnId } from './shown-columns';

const column = columnHelper<JobJson>();

interface JobColumnsOptions {
  readonly isNarrow?: boolean;
  readonly isChosenByRow?: boolean;
  /** Outputs with a column of their own. */
  readonly outputs?: readonly string[];
}

/** Row number, the file's columns, then what became of the row; where little fits, status and outcome come early. */
export function jobColumns(
  headers: readonly string[],
  { isNarrow = false, isChosenByRow = false, outputs = [] }: JobColumnsOptions = {},
): DataColumn<JobJson>[] {
  const file = headers.map((header, position) =>
    column.accessor((job) => job.row_data[header] ?? '', {
      id: fileColumnId(position),
      meta: { label: header, width: 'minmax(7rem, 1fr)', isMono: true },
      cell: ({ getValue }) => <Cell text={getValue()} />,
    }),
  );
  const outcome = [
    ...(isChosenByRow ? [AUTOMATION_COLUMN] : []),
    ...TIME_COLUMNS,
    ...outputs.map(outputColumn),
    OUTCOME_COLUMN,
  ];
  return isNarrow
    ? [ROW_COLUMN, STATUS_COLUMN, ...file.slice(0, 1), ...outcome, ...file.slice(1)]
    : [ROW_COLUMN, ...file, STATUS_COLUMN, ...outcome];
}

const ROW_COLUMN: DataColumn<JobJson> = column.accessor((job) => job.row_index, {
  id: 'row',
  meta: { label: '#', width: '4.5rem', align: 'end', sort: 'row' },
  cell: ({ getValue }) => <span className="text-muted">{countText(getValue() + 1)}</span>,
});

const STATUS_COLUMN: DataColumn<JobJson> = column.accessor((job) => job.status, {
  id: 'status',
  meta: { label: 'status', width: '9.5rem', sort: 'status' },
  cell: ({ row }) => <RowStatusBadge status={rowStatus(row.original.status, row.original.retry_at)} />,
});

/** Only where rows choose: elsewhere the page says it once. */
const AUTOMATION_COLUMN: DataColumn<JobJson> = column.accessor((job) => job.automation ?? '', {
  id: 'automation',
  meta: { label: 'automation', width: 'minmax(8rem, 1fr)' },
  cell: ({ getValue }) => <Cell text={getValue()} />,
});

const TIME_COLUMNS: DataColumn<JobJson>[] = [
  column.accessor((job) => job.completed_at, {
    id: 'ended',
    meta: { label: 'ended', width: '7.5rem', sort: 'ended' },
    cell: ({ row }) => <Ended at={row.original.completed_at} />,
  }),
  column.accessor((job) => job.duration_ms, {
    id: 'took',
    meta: { label: 'took', width: '6rem', align: 'end', sort: 'duration' },
    cell: ({ getValue }) => <Quiet text={tookText(getValue())} />,
  }),
  column.accessor((job) => job.attempts, {
    id: 'tries',
    meta: { label: 'tries', width: '5rem', align: 'end', sort: 'attempts' },
    cell: ({ getValue }) => <Quiet text={getValue() === 0 ? '—' : String(getValue())} />,
  }),
];

const OUTCOME_COLUMN: DataColumn<JobJson> = column.accessor(outcomeText, {
  id: 'outcome',
  meta: { label: 'outcome', width: 'minmax(18rem, 3fr)' },
  cell: ({ row, getValue }) => <Outcome job={row.original} text={getValue()} />,
});

function outputColumn(name: string): DataColumn<JobJson> {
  return column.accessor((job) => outputCell(job.output[name]), {
    id: outputColumnId(name),
    meta: { label: name, width: 'minmax(7rem, 1fr)' },
    cell: ({ getValue }) => <Cell text={getValue()} />,
  });
}

/** Nothing is the empty cell, as of the file's. */
function outputCell(value: unknown): string {
  return value === null || value === undefined ? '' : valueText(value);
}

function tookText(ms: number | null): string {
  return ms === null ? '—' : durationText(ms);
}

function Cell({ text }: { text: string }) {
  return text === '' ? <span className="text-faint">—</span> : <span title={text}>{text}</span>;
}

function Ended({ at }: { at: string | null }) {
  return at === null ? (
    <Quiet text="—" />
  ) : (
    <span className="text-muted">
      <Clock at={at} />
    </span>
  );
}

function Quiet({ text }: { text: string }) {
  return <span className="text-muted">{text}</span>;
}

function Outcome({ job, text }: { job: JobJson; text: string }) {
  const isProblem = job.status === 'failed' || job.status === 'unconfirmed';
  const hasPicture = isProblem && job.artifacts.some((artifact) => artifact.type === 'screenshot');
  return (
    <span className={`flex items-center gap-2 ${isProblem ? '' : 'text-muted'}`}>
      <span className="truncate" title={text}>
        {text}
      </span>
      {hasPicture && (
        <Camera role="img" aria-label="has a screenshot" className="size-3.5 shrink-0 text-faint" />
      )}
    </span>
  );
}
