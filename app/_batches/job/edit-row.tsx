'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Dialog } from '@/app/_components/ui/dialog';
import type { BatchJson } from '@/lib/domain/wire/batch';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { countText } from '../format';
import { EditRowForm } from './edit-row-form';

/** Changes the values of a row that may still run. */
export function EditRow({ job, batch }: { job: JobDetailJson; batch: BatchJson }) {
  const [isOpen, setIsOpen] = useState(false);
  if (job.status === 'completed') return null;
  const isRunning = job.status === 'running';
  return (
    <>
      <Button
        size="sm"
        disabled={isRunning}
        {...(isRunning && { title: 'It runs now: wait until it has ended.' })}
        onClick={() => setIsOpen(true)}
      >
        Edit row
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Edit row ${countText(job.row_index + 1)}`}
        description="The uploaded file stays as it is. The new values lie over it, for every batch of this file."
        className="max-w-lg"
      >
        <EditRowForm job={job} batch={batch} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
}
