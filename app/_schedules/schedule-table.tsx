'use client';

import Link from 'next/link';
import { useMay } from '@/app/_auth/actor-role';
import { LineButton } from '@/app/_components/ui/line-button';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
import { Switch } from '@/app/_components/ui/switch';
import { RelativeTime } from '@/app/_components/ui/time';
import type { ScheduleJson } from '@/lib/domain/wire/schedule';
import { RunReason, RunResult } from './run-result';
import { useScheduleActions } from './use-schedule-actions';
import { OwnTime, ZonedTime } from './zoned-time';

interface ScheduleTableProps {
  readonly schedules: readonly ScheduleJson[];
  readonly onChange: (schedule: ScheduleJson) => void;
}

export function ScheduleTable({ schedules, onChange }: ScheduleTableProps) {
  const mayWrite = useMay('write');
  return (
    <ListTable
      label="Schedules"
      columns={COLUMNS}
      items={schedules}
      keyOf={({ id }) => id}
      actions={mayWrite ? (schedule) => <Actions schedule={schedule} onChange={onChange} /> : undefined}
    />
  );
}

const COLUMNS: readonly ListColumn<ScheduleJson>[] = [
  { head: 'On', cell: (schedule) => <OnSwitch schedule={schedule} /> },
  {
    head: 'Schedule',
    cell: (schedule) => <ScheduleName schedule={schedule} />,
    isTitle: true,
    className: 'min-w-52 max-w-[20rem]',
  },
  {
    head: 'When',
    cell: ({ words, time_zone }) => (
      <>
        {words}
        <span className="block text-faint text-xs">{time_zone}</span>
      </>
    ),
    className: 'min-w-40',
  },
  { head: 'Next run', cell: (schedule) => <NextRun schedule={schedule} />, className: 'min-w-44' },
  {
    head: 'Last run',
    cell: (schedule) => <LastRun schedule={schedule} />,
    className: 'min-w-44 max-w-[22rem]',
  },
];

function OnSwitch({ schedule }: { schedule: ScheduleJson }) {
  const mayWrite = useMay('write');
  const actions = useScheduleActions(schedule);
  return (
    <Switch
      checked={schedule.enabled}
      disabled={!mayWrite || actions.isBusy}
      onCheckedChange={() => void actions.turn()}
      aria-label={`${schedule.name} is on`}
    />
  );
}

function ScheduleName({ schedule }: { schedule: ScheduleJson }) {
  return (
    <>
      <Link href={`/schedules/${schedule.id}`} className="block truncate font-medium hover:underline">
        {schedule.name}
      </Link>
      <span className="block truncate text-faint text-xs">{sourceText(schedule)}</span>
    </>
  );
}

function LastRun({ schedule: { last_run: last } }: { schedule: ScheduleJson }) {
  if (last === null) return <span className="text-muted">not yet</span>;
  return (
    <>
      <span className="flex items-center gap-2 whitespace-nowrap">
        <RunResult run={last} />
        <RelativeTime at={last.due_at} className="text-faint text-xs" />
      </span>
      <span className="line-clamp-2 text-muted text-xs">
        <RunReason run={last} />
      </span>
    </>
  );
}

interface ActionsProps {
  readonly schedule: ScheduleJson;
  readonly onChange: (schedule: ScheduleJson) => void;
}

function Actions({ schedule, onChange }: ActionsProps) {
  const { name } = schedule;
  const actions = useScheduleActions(schedule);
  return (
    <>
      <LineButton isWaiting={actions.isBusy} onClick={actions.runNow} aria-label={`Run now: ${name}`}>
        Run now
      </LineButton>
      <LineButton onClick={() => onChange(schedule)} aria-label={`Change ${name}`}>
        Change…
      </LineButton>
      <LineButton isWaiting={actions.isBusy} onClick={() => actions.remove()} aria-label={`Delete ${name}`}>
        Delete…
      </LineButton>
    </>
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
