'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { ScheduleDialog } from './schedule-dialog';

/** Runs a batch again at times that come round; leads to the new schedule. */
export function ScheduleBatchButton({ batch }: { batch: BatchJson }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Run on a schedule…</Button>
      <ScheduleDialog
        change={isOpen ? 'new' : null}
        batches={[{ id: batch.id, name: batch.name, filename: batch.csv_path }]}
        onClose={() => setIsOpen(false)}
        onCreated={({ id }) => router.push(`/schedules/${id}`)}
      />
    </>
  );
}
