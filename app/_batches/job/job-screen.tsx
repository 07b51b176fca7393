'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { Button } from '@/app/_components/ui/button';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { type LiveBatch, useBatch, useJob } from '../batch-queries';
import { countText } from '../format';
import { useLiveBatch } from '../live/use-live-batch';
import type { Neighbours } from './find-neighbours';
import { JobDetail } from './job-detail';

interface JobScreenProps {
  readonly batch: LiveBatch;
  readonly job: JobDetailJson;
  readonly neighbours: Neighbours;
}

/** One row as a page of its own: what somebody sends to a colleague. */
export function JobScreen(props: JobScreenProps) {
  const { data: batch } = useBatch(props.batch);
  useLiveBatch(batch.id);
  const { data: job = props.job } = useJob(batch.id, props.job.row_index, props.job);
  const rowNumber = job.row_index + 1;
  return (
    <>
      <PageHeader
        title={`Row ${countText(rowNumber)}`}
        crumbs={[
          { label: 'Batches', href: '/' },
          { label: batch.name, href: `/batches/${batch.id}` },
        ]}
        actions={<RowWalk batchId={batch.id} neighbours={props.neighbours} />}
      />
      <PageBody>
        <div className="max-w-[1080px]">
          <JobDetail job={job} batch={batch} />
        </div>
      </PageBody>
    </>
  );
}

/** To the rows before and after, also with k and j. */
function RowWalk({ batchId, neighbours }: { batchId: string; neighbours: Neighbours }) {
  const router = useRouter();
  const { previous, next } = neighbours;
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = event.key === 'j' ? next : event.key === 'k' ? previous : null;
      if (row !== null) router.push(`/batches/${batchId}/rows/${row}`);
    };
    document.addEventListener('keydown', walk);
    return () => document.removeEventListener('keydown', walk);
  }, [router, batchId, previous, next]);
  return (
    <div className="flex gap-2">
      <WalkLink batchId={batchId} row={previous} label="Previous">
        <ChevronLeft aria-hidden /> Previous
      </WalkLink>
      <WalkLink batchId={batchId} row={next} label="Next">
        Next <ChevronRight aria-hidden />
      </WalkLink>
    </div>
  );
}

interface WalkLinkProps {
  readonly batchId: string;
  readonly row: number | null;
  readonly label: string;
  readonly children: ReactNode;
}

function WalkLink({ batchId, row, label, children }: WalkLinkProps) {
  if (row === null) {
    return (
      <Button disabled aria-label={`${label}: no more rows`}>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild>
      <Link href={`/batches/${batchId}/rows/${row}`} title={`Row ${countText(row)}`}>
        {children}
      </Link>
    </Button>
  );
}
