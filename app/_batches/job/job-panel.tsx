'use client';

import { ChevronDown, ChevronUp, Maximize2 } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/app/_components/ui/button';
import { Sheet } from '@/app/_components/ui/sheet';
import type { JobJson } from '@/lib/domain/wire/job';
import { type LiveBatch, useJob } from '../batch-queries';
import { countText } from '../format';
import { filterOf, type JobView, rowHref } from '../job-table/job-filter';
import { JobDetail } from './job-detail';
import { JobSkeleton } from './job-skeleton';
import { JobUnavailable } from './job-unavailable';
import { rowNumber, useNeighbours } from './use-neighbours';
import { useWalkKeys } from './use-walk-keys';

interface JobPanelProps {
  readonly batch: LiveBatch;
  readonly rowNumber: number;
  /** What the table shows; previous and next walk its rows. */
  readonly view: JobView;
  /** The rows that the table has loaded, in its order. */
  readonly jobs: readonly JobJson[];
  readonly onRow: (rowNumber: number) => void;
  readonly onClose: () => void;
}

const PANEL_KEYS = [{ press: ['Esc'], does: 'Close the panel' }];

/** A row's evidence over the table it belongs to. */
export function JobPanel(props: JobPanelProps) {
  const { batch, rowNumber: row, view, onRow, onClose } = props;
  const { data: job, error } = useJob(batch.id, row - 1);
  const { previous, next } = useRowsBeside(props);
  useWalkKeys(previous, next, onRow, PANEL_KEYS);
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={`Row ${countText(row)}`}
      actions={
        <>
          <WalkButton label="Previous row (k)" row={previous} onRow={onRow} icon={ChevronUp} />
          <WalkButton label="Next row (j)" row={next} onRow={onRow} icon={ChevronDown} />
          <Button asChild variant="ghost" size="icon-sm">
            <Link href={rowHref(batch.id, row, view)} aria-label="Open as a page">
              <Maximize2 />
            </Link>
          </Button>
        </>
      }
    >
      <div className="p-4">
        {error ? (
          <JobUnavailable error={error} />
        ) : job ? (
          <JobDetail key={job.row_index} job={job} batch={batch} isNarrow />
        ) : (
          <JobSkeleton />
        )}
      </div>
    </Sheet>
  );
}

/** The rows beside one in the table: as it holds them, and asked for beyond what it has loaded. */
function useRowsBeside({ batch, rowNumber: row, jobs, view }: JobPanelProps) {
  const position = jobs.findIndex((item) => item.row_index === row - 1);
  const isHeld = position >= 0 && position < jobs.length - 1;
  const asked = useNeighbours(batch.id, row - 1, filterOf(view), { enabled: !isHeld });
  const held = (job: JobJson | undefined) => (job === undefined ? null : job.row_index + 1);
  return isHeld
    ? { previous: held(jobs[position - 1]), next: held(jobs[position + 1]) }
    : { previous: rowNumber(asked?.previous), next: rowNumber(asked?.next) };
}

interface WalkButtonProps {
  readonly label: string;
  readonly row: number | null;
  readonly icon: typeof ChevronUp;
  readonly onRow: (rowNumber: number) => void;
}

function WalkButton({ label, row, icon: Icon, onRow }: WalkButtonProps) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      disabled={row === null}
      onClick={() => row !== null && onRow(row)}
    >
      <Icon />
    </Button>
  );
}
