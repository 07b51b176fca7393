'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Later, laterPart } from '@/app/_components/ui/later-part';
import type { BatchJson } from '@/lib/domain/wire/batch';

const schedule = laterPart(() => import('./schedule-dialog').then((module) => module.ScheduleDialog));

/** Runs a batch again at times that come round; leads to the new schedule. */
export function ScheduleBatchButton({ batch }: { batch: BatchJson }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button {...schedule.fetchOn} onClick={() => setIsOpen(true)}>
        Run on a schedule…
      </Button>
      {isOpen && (
        <Later
          part={schedule}
          change="new"
          batches={[{ id: batch.id, name: batch.name, filename: batch.csv_path }]}
          onClose={() => setIsOpen(false)}
          onCreated={({ id }) => router.push(`/schedules/${id}`)}
        />
      )}
    </>
  );
}
