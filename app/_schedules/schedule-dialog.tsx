'use client';

import { Dialog } from '@/app/_components/ui/dialog';
import type { ScheduleJson } from '@/lib/domain/wire/schedule';
import type { BatchChoice, ScheduleChange } from './schedule-change';
import { ScheduleForm } from './schedule-form';

interface ScheduleDialogProps {
  /** Null: closed. */
  readonly change: ScheduleChange | null;
  /** Of a new schedule. One alone is not asked for. */
  readonly batches: readonly BatchChoice[];
  readonly onClose: () => void;
  /** Called with a new schedule. */
  readonly onCreated?: (schedule: ScheduleJson) => void;
}

export function ScheduleDialog({ change, ...rest }: ScheduleDialogProps) {
  const title = change === null || change === 'new' ? 'Run on a schedule' : `Change ${change.name}`;
  return (
    <Dialog
      isOpen={change !== null}
      onOpenChange={(isOpen) => !isOpen && rest.onClose()}
      title={title}
      className="max-w-lg"
    >
      {change === null ? null : <ScheduleForm change={change} {...rest} />}
    </Dialog>
  );
}
