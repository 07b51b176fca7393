import Link from 'next/link';
import { BatchStatusBadge } from '@/app/_components/status-badge';
import { Badge } from '@/app/_components/ui/badge';
import type { ScheduleRunJson } from '@/lib/domain/wire/schedule';

const LOOKS = {
  creating: { word: 'Starting', tone: 'neutral' },
  started: { word: 'Batch deleted', tone: 'neutral' },
  skipped: { word: 'Skipped', tone: 'warning' },
  missed: { word: 'Missed', tone: 'warning' },
  failed: { word: 'Not started', tone: 'danger' },
} as const;

/** What became of a due time: the state of its batch, which the word opens, or why there is none. */
export function RunResult({ run }: { run: ScheduleRunJson }) {
  const { batch, status } = run;
  if (batch) {
    return (
      <Link href={`/batches/${batch.id}`} className="rounded-sm hover:underline">
        <BatchStatusBadge state={batch.status} outcome={batch.outcome} reason={null} />
      </Link>
    );
  }
  return <Badge tone={LOOKS[status].tone}>{LOOKS[status].word}</Badge>;
}

/** Why a run gave no batch, or why its batch could not be imported. */
export function RunReason({ run }: { run: ScheduleRunJson }) {
  const text = run.message ?? (run.batch?.status === 'failed' ? run.batch.reason_text : null);
  if (text === null) return null;
  if (run.blocked_by_batch_id === null) return text;
  return (
    <Link href={`/batches/${run.blocked_by_batch_id}`} className="rounded-sm hover:underline">
      {text}
    </Link>
  );
}
