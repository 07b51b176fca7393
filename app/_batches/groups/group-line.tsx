'use client';

import Link from 'next/link';
import { Button } from '@/app/_components/ui/button';
import type { FailureGroupJson } from '@/lib/domain/wire/failure-group';
import { RetryButton } from '../batch/retry-button';
import type { LiveBatch } from '../batch-queries';
import { countText, percentOf } from '../format';
import { Clock } from '../moment';
import { SamplePicture } from './sample-picture';
import { stepLink } from './step-link';

interface GroupLineProps {
  readonly batch: LiveBatch;
  readonly group: FailureGroupJson;
  /** Whether some group has a picture: then all keep room for one. */
  readonly hasPictures: boolean;
  readonly isOpen: boolean;
  readonly canRetry: boolean;
  readonly isBusy: boolean;
  readonly onShow: () => void;
  readonly onRetry: (version: 'same' | 'latest') => void;
}

/** One kind of failure: an example, how much of the trouble it is, since when, and what can be done about it. */
export function GroupLine(props: GroupLineProps) {
  const { batch, group, hasPictures, isOpen, canRetry, isBusy, onShow, onRetry } = props;
  const rowsLike = <span className="sr-only"> rows like {group.message}</span>;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 py-2 sm:grid-cols-[auto_minmax(0,1fr)_auto_auto]">
      {hasPictures ? <SamplePicture group={group} /> : <span />}
      <Description group={group} />
      <Size group={group} />
      <span className="col-span-3 flex flex-wrap justify-end gap-1.5 sm:col-span-1 sm:w-76 sm:flex-nowrap">
        <Button size="sm" aria-pressed={isOpen} onClick={onShow}>
          {isOpen ? 'Show all' : 'Show'}
          {rowsLike}
        </Button>
        <StepButton group={group} />
        {canRetry && group.failed_count > 0 && (
          <RetryButton batch={batch} size="sm" isBusy={isBusy} onRetry={onRetry}>
            Retry {countText(group.failed_count)}
            {rowsLike}
          </RetryButton>
        )}
      </span>
    </li>
  );
}

function Description({ group }: { group: FailureGroupJson }) {
  const { count, message, kind, code, step, first_at, last_at } = group;
  return (
    <div className="min-w-0">
      <p className="line-clamp-2 [overflow-wrap:anywhere] sm:line-clamp-1" title={message}>
        {count > 1 && <span className="text-muted">for example </span>}
        {message}
      </p>
      <p className="truncate text-muted text-xs">
        <span className="font-mono" title={`${kind}: ${code}`}>
          {kind}
        </span>
        {step !== null && ` · step ${step}`} · <Clock at={first_at} />
        {minuteOf(first_at) !== minuteOf(last_at) && (
          <>
            {' '}
            to <Clock at={last_at} />
          </>
        )}
      </p>
    </div>
  );
}

/** Times are shown to the minute: the same one is not said twice. */
function minuteOf(time: string): string {
  return time.slice(0, 16);
}

function Size({ group: { count, share } }: { group: FailureGroupJson }) {
  return (
    <p className="text-right sm:w-20">
      <span className="font-medium">{countText(count)}</span>
      <span className="block text-muted text-xs" title="of the failed and unconfirmed rows">
        {percentOf(share, 1)} %
      </span>
    </p>
  );
}

/** To the text of the automation that the rows ran, at the step that failed. */
function StepButton({ group }: { group: FailureGroupJson }) {
  const href = stepLink(group.automation, group.step);
  if (href === null) return null;
  return (
    <Button asChild size="sm">
      <Link href={href}>
        {group.step === null ? 'Open automation' : `Open step ${group.step}`}
        <span className="sr-only"> of {group.automation?.name}</span>
      </Link>
    </Button>
  );
}
