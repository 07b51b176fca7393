'use client';

import Link from 'next/link';
import { useMay } from '@/app/_auth/actor-role';
import { Button } from '@/app/_components/ui/button';
import { cn } from '@/app/_components/ui/cn';
import { Switch } from '@/app/_components/ui/switch';
import {
  Table,
  TableActionsHead,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { RelativeTime } from '@/app/_components/ui/time';
import type { ScheduleJson } from '@/lib/domain/wire/schedule';
import { RunReason, RunResult } from './run-result';
import { useScheduleActions } from './use-schedule-actions';
import { OwnTime, ZonedTime } from './zoned-time';

interface ScheduleTableProps {
  readonly schedules: readonly ScheduleJson[];
  readonly onChange: (schedule: ScheduleJson) => void;
}

/** On a phone it stands below the name. */
const WIDE = 'max-md:hidden';

export function ScheduleTable({ schedules, onChange }: ScheduleTableProps) {
  const mayWrite = useMay('write');
  return (
    <Table aria-label="Schedules">
      <TableHeader>
        <TableRow>
          <TableHead>On</TableHead>
          <TableHead>Schedule</TableHead>
          <TableHead className={WIDE}>When</TableHead>
          <TableHead className={WIDE}>Next run</TableHead>
          <TableHead>Last run</TableHead>
          {mayWrite ? <TableActionsHead className="w-64" /> : null}
        </TableRow>
      </TableHeader>
      <TableBody>
        {schedules.map((schedule) => (
          <ScheduleRow key={schedule.id} schedule={schedule} onChange={mayWrite ? onChange : null} />
        ))}
      </TableBody>
    </Table>
  );
}

interface ScheduleRowProps {
  readonly schedule: ScheduleJson;
  /** Null when the person may not change schedules. */
  readonly onChange: ScheduleTableProps['onChange'] | null;
}

function ScheduleRow({ schedule, onChange }: ScheduleRowProps) {
  const { id, name, words, time_zone: timeZone, last_run: last, enabled } = schedule;
  const actions = useScheduleActions(schedule);
  return (
    <TableRow>
      <TableCell>
        <Switch
          checked={enabled}
          disabled={onChange === null || actions.isBusy}
          onCheckedChange={() => void actions.turn()}
          aria-label={`${name} is on`}
        />
      </TableCell>
      <TableCell className="min-w-52 max-w-[20rem]">
        <Link href={`/schedules/${id}`} className="block truncate font-medium hover:underline">
          {name}
        </Link>
        <span className="block truncate text-faint text-xs">{sourceText(schedule)}</span>
        <div className="mt-1 md:hidden">
          {words}, {timeZone}
          <span className="block text-muted">
            <NextRun schedule={schedule} />
          </span>
        </div>
      </TableCell>
      <TableCell className={cn(WIDE, 'min-w-40')}>
        {words}
        <span className="block text-faint text-xs">{timeZone}</span>
      </TableCell>
      <TableCell className={cn(WIDE, 'min-w-44')}>
        <NextRun schedule={schedule} />
      </TableCell>
      <TableCell className="min-w-44 max-w-[22rem]">
        {last ? (
          <>
            <span className="flex items-center gap-2 whitespace-nowrap">
              <RunResult run={last} />
              <RelativeTime at={last.due_at} className="text-faint text-xs" />
            </span>
            <span className="line-clamp-2 text-muted text-xs">
              <RunReason run={last} />
            </span>
          </>
        ) : (
          <span className="text-muted">not yet</span>
        )}
      </TableCell>
      {onChange ? (
        <TableCell className="whitespace-nowrap text-right">
          <Button
            size="sm"
            variant="ghost"
            disabled={actions.isBusy}
            onClick={() => void actions.runNow()}
            aria-label={`Run now: ${name}`}
          >
            Run now
          </Button>
          <Button size="sm" variant="ghost" onClick={() => onChange(schedule)} aria-label={`Change ${name}`}>
            Change…
          </Button>
          <Button
            size="sm"
            variant="ghost"
            disabled={actions.isBusy}
            onClick={() => void actions.remove()}
            aria-label={`Delete ${name}`}
          >
            Delete…
          </Button>
        </TableCell>
      ) : null}
    </TableRow>
  );
}

/** "orders.csv · order-status" */
export function sourceText({ upload, automation }: ScheduleJson): string {
  const version = automation?.version == null ? '' : ` v${automation.version}`;
  const what = automation ? `${automation.name}${version}` : 'each row names its automation';
  return `${upload?.filename ?? 'file deleted'} · ${what}`;
}

/** When it runs next, in its own time and the reader's; or why it does not. */
export function NextRun({ schedule }: { schedule: ScheduleJson }) {
  const { next_run_at: at, time_zone: timeZone, pause } = schedule;
  if (at === null) return <span className="text-muted">{pause?.text ?? 'paused'}</span>;
  return (
    <>
      <span className="whitespace-nowrap">
        <ZonedTime at={at} timeZone={timeZone} />
      </span>
      <span className="block text-faint text-xs [&>span:nth-child(2)]:before:content-['_·_']">
        <span>
          <RelativeTime at={at} />
        </span>
        <OwnTime at={at} timeZone={timeZone} />
      </span>
    </>
  );
}
