'use client';

import { useState } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { sentence } from '@/app/_components/sentence';
import { Badge } from '@/app/_components/ui/badge';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import { useFreshWhile } from '@/app/_components/use-fresh-while';
import type { ScheduleJson, ScheduleRunJson } from '@/lib/domain/wire/schedule';
import { RunTable } from './run-table';
import { ScheduleDialog } from './schedule-dialog';
import { sourceText } from './schedule-table';
import { useScheduleActions } from './use-schedule-actions';
import { OwnTime, ZonedTime } from './zoned-time';

const REFRESH_MS = 5_000;

interface ScheduleScreenProps {
  readonly schedule: ScheduleJson;
  /** The next five; empty while it is paused. */
  readonly nextTimes: readonly string[];
  readonly runs: readonly ScheduleRunJson[];
  readonly nextCursor: string | null;
}

/** One schedule: when it runs next, and what became of its times. */
export function ScheduleScreen({ schedule, nextTimes, runs, nextCursor }: ScheduleScreenProps) {
  const mayWrite = useMay('write');
  const [isChanging, setIsChanging] = useState(false);
  useFreshWhile(true, REFRESH_MS);
  const { pause, time_zone: timeZone } = schedule;
  return (
    <>
      <PageHeader
        title={schedule.name}
        crumbs={[{ label: 'Schedules', href: '/schedules' }]}
        mark={schedule.enabled ? null : <Badge tone="warning">Paused</Badge>}
        actions={mayWrite ? <Actions schedule={schedule} onChange={() => setIsChanging(true)} /> : null}
      />
      <PageBody>
        <div className="grid grid-cols-1 gap-5">
          <p>
            {sentence(schedule.words)}, {timeZone}
            <span className="text-muted">
              {' '}
              · <code className="font-mono text-xs">{schedule.cron}</code> · {sourceText(schedule)} · owned by{' '}
              {schedule.owner}
            </span>
          </p>
          {pause ? (
            <Notice
              tone={pause.code === 'person' ? 'neutral' : 'warning'}
              title={pause.code === 'person' ? pause.text : 'It paused itself'}
            >
              {pause.code === 'person' ? 'It comes due again when it is turned on.' : pause.text}
            </Notice>
          ) : (
            <section aria-labelledby="next-runs">
              <h2 id="next-runs" className="mb-1 font-medium">
                Next runs
              </h2>
              <ol className="text-muted">
                {nextTimes.map((at) => (
                  <li key={at} className="flex flex-wrap gap-x-2">
                    <ZonedTime at={at} timeZone={timeZone} />
                    <span className="text-faint">
                      <OwnTime at={at} timeZone={timeZone} />
                    </span>
                  </li>
                ))}
              </ol>
            </section>
          )}
          <RunTable schedule={schedule} runs={runs} nextCursor={nextCursor} />
        </div>
      </PageBody>
      {mayWrite ? (
        <ScheduleDialog
          change={isChanging ? schedule : null}
          batches={[]}
          onClose={() => setIsChanging(false)}
        />
      ) : null}
    </>
  );
}

function Actions({ schedule, onChange }: { schedule: ScheduleJson; onChange: () => void }) {
  const actions = useScheduleActions(schedule);
  return (
    <>
      <Button disabled={actions.isBusy} onClick={() => void actions.runNow()}>
        Run now
      </Button>
      <Button disabled={actions.isBusy} onClick={() => void actions.turn()}>
        {schedule.enabled ? 'Pause' : 'Turn on'}
      </Button>
      <Button onClick={onChange}>Change…</Button>
      <Button disabled={actions.isBusy} onClick={() => void actions.remove(true)}>
        Delete…
      </Button>
    </>
  );
}
