'use client';

import { ChevronDown, ChevronUp, Maximize2 } from 'lucide-react';
import Link from 'next/link';
import { useEffect } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Sheet } from '@/app/_components/ui/sheet';
import type { JobJson } from '@/lib/domain/wire/job';
import { type LiveBatch, useJob } from '../batch-queries';
import { countText } from '../format';
import { JobDetail } from './job-detail';
import { JobSkeleton } from './job-skeleton';
import { JobUnavailable } from './job-unavailable';

interface JobPanelProps {
  readonly batch: LiveBatch;
  readonly rowNumber: number;
  /** The rows of the table, in its order: previous and next walk these. */
  readonly jobs: readonly JobJson[];
  readonly onRow: (rowNumber: number | null) => void;
}

/** A row's evidence over the table it belongs to. */
export function JobPanel({ batch, rowNumber, jobs, onRow }: JobPanelProps) {
  const { data: job, error } = useJob(batch.id, rowNumber - 1);
  const position = jobs.findIndex((item) => item.row_index === rowNumber - 1);
  const previous = jobs[position - 1];
  const next = position < 0 ? undefined : jobs[position + 1];
  useWalkKeys(previous, next, onRow);
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onRow(null)}
      title={`Row ${countText(rowNumber)}`}
      actions={
        <>
          <WalkButton label="Previous row (k)" job={previous} onRow={onRow} icon={ChevronUp} />
          <WalkButton label="Next row (j)" job={next} onRow={onRow} icon={ChevronDown} />
          <Button asChild variant="ghost" size="icon-sm">
            <Link href={`/batches/${batch.id}/rows/${rowNumber}`} aria-label="Open as a page">
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

/** j and k walk the rows wherever the focus is, unless the table has it and has walked already. */
function useWalkKeys(
  previous: JobJson | undefined,
  next: JobJson | undefined,
  onRow: (rowNumber: number) => void,
): void {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.defaultPrevented || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const job = event.key === 'j' ? next : event.key === 'k' ? previous : undefined;
      if (job) onRow(job.row_index + 1);
    };
    document.addEventListener('keydown', walk);
    return () => document.removeEventListener('keydown', walk);
  }, [previous, next, onRow]);
}

interface WalkButtonProps {
  readonly label: string;
  readonly job: JobJson | undefined;
  readonly icon: typeof ChevronUp;
  readonly onRow: (rowNumber: number) => void;
}

function WalkButton({ label, job, icon: Icon, onRow }: WalkButtonProps) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      disabled={!job}
      onClick={() => job && onRow(job.row_index + 1)}
    >
      <Icon />
    </Button>
  );
}
