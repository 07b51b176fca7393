'use client';

import { Button } from '@/app/_components/ui/button';
import { useConfirm } from '@/app/_components/ui/confirm';
import { Notice } from '@/app/_components/ui/notice';
import type { TryJson } from '@/lib/domain/wire/try';
import { countText } from '../format';
import { FailureNote } from '../job/failure-note';
import { Trace } from '../job/trace';
import { ValueList } from '../job/value-list';
import { SubmittedNote } from './submitted-note';

interface TryOutcomeProps {
  readonly tried: TryJson;
  readonly onSubmit: () => void;
  readonly onChanged: () => void;
}

/** How the try ended, what it read, and how to go on. */
export function TryOutcome({ tried, onSubmit, onChanged }: TryOutcomeProps) {
  const { state, failure, output, warnings } = tried;
  const trace = tried.artifacts.find(({ type }) => type === 'trace');
  const names = Object.keys(output);
  return (
    <div className="grid gap-3">
      {failure && <FailureNote attempt={{ failure, state: state === 'unconfirmed' ? state : 'failed' }} />}
      {state === 'unconfirmed' && !failure && (
        <Notice tone="warning" title="It is not known whether the form was submitted" />
      )}
      {tried.stopped_before && (
        <StoppedBefore tried={tried} stop={tried.stopped_before} onSubmit={onSubmit} />
      )}
      {state === 'completed' && !tried.stopped_before && (
        <Notice title={`Row ${countText(tried.row_index + 1)} went through all its steps`} />
      )}
      <SubmittedNote tried={tried} onDropped={onChanged} />
      {warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
      {names.length > 0 && <ValueList title="Read from the page" names={names} values={output} />}
      {trace && <Trace artifact={trace} />}
    </div>
  );
}

function StoppedBefore({
  tried,
  stop,
  onSubmit,
}: {
  tried: TryJson;
  stop: NonNullable<TryJson['stopped_before']>;
  onSubmit: () => void;
}) {
  const confirm = useConfirm();
  const row = countText(tried.row_index + 1);
  const runToEnd = async () => {
    const isSure = await confirm({
      title: `Submit row ${row} for real?`,
      body: `Row ${row} is tried again, and this time step ${stop.no} (${stop.title}) is carried out at the site. It cannot be taken back.`,
      action: `Submit row ${row}`,
      isDangerous: true,
    });
    if (isSure) onSubmit();
  };
  return (
    <Notice
      title={`Stopped before step ${stop.no}, which submits`}
      action={<Button onClick={() => void runToEnd()}>Run it to the end</Button>}
    >
      Everything before it passed. Nothing was submitted.
    </Notice>
  );
}
