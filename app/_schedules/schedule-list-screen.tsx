'use client';

import { CalendarClock, Plus } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { keepFocus } from '@/app/_components/keep-focus';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Notice } from '@/app/_components/ui/notice';
import { useFreshWhile } from '@/app/_components/use-fresh-while';
import type { ScheduleJson } from '@/lib/domain/wire/schedule';
import type { BatchChoice, ScheduleChange } from './schedule-change';
import { ScheduleDialog } from './schedule-dialog';
import { ScheduleTable } from './schedule-table';

const REFRESH_MS = 5_000;

interface ScheduleListProps {
  readonly schedules: readonly ScheduleJson[];
  /** Batches that can be run again, the newest first. */
  readonly batches: readonly BatchChoice[];
  readonly nextCursor: string | null;
  readonly hasWorker: boolean;
}

export function ScheduleListScreen({ schedules, batches, nextCursor, hasWorker }: ScheduleListProps) {
  const mayWrite = useMay('write');
  const [change, setChange] = useState<ScheduleChange | null>(null);
  // Next and last runs move by themselves.
  useFreshWhile(schedules.length > 0, REFRESH_MS);
  const create =
    mayWrite && batches.length > 0 ? (
      <Button variant="primary" onClick={() => setChange('new')}>
        <Plus /> New schedule
      </Button>
    ) : null;
  return (
    <>
      <PageHeader title="Schedules" actions={create} />
      <PageBody>
        {hasWorker || schedules.length === 0 ? null : (
          <Notice tone="warning" title="No worker is running" className="mb-4">
            Schedules come due only while one is. When one runs again, the latest time of each that was missed
            is made up for.
          </Notice>
        )}
        <div ref={keepFocus}>
          {schedules.length === 0 ? (
            <NoSchedules hasBatches={batches.length > 0} action={mayWrite ? (create ?? FIRST_BATCH) : null} />
          ) : (
            <ScheduleTable schedules={schedules} onChange={setChange} />
          )}
        </div>
        {nextCursor === null ? null : (
          <Link href={`/schedules?cursor=${nextCursor}`} className="mt-4 inline-block hover:underline">
            Older schedules
          </Link>
        )}
      </PageBody>
      {mayWrite ? <ScheduleDialog change={change} batches={batches} onClose={() => setChange(null)} /> : null}
    </>
  );
}

const FIRST_BATCH = (
  <Button asChild>
    <Link href="/batches/new">New batch</Link>
  </Button>
);

function NoSchedules({ hasBatches, action }: { hasBatches: boolean; action: React.ReactNode }) {
  return (
    <EmptyState icon={CalendarClock} title="No schedules yet" action={action}>
      <p>
        A schedule runs a batch again by itself: every weekday at 06:30, in the time zone you choose. It never
        starts a second one while the first has not ended.
      </p>
      <p className="mt-2">
        {hasBatches
          ? 'Choose a batch to run again, here or with “Run on a schedule” on its page.'
          : 'Run a file once, then choose “Run on a schedule” on the page of that batch.'}
      </p>
    </EmptyState>
  );
}
