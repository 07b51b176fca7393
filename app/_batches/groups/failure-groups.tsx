'use client';

import { Button } from '@/app/_components/ui/button';
import type { FailureGroupJson } from '../batch-queries';
import { countText } from '../format';

interface FailureGroupsProps {
  readonly groups: readonly FailureGroupJson[];
  readonly openGroup: string | null;
  readonly canRetry: boolean;
  readonly isBusy: boolean;
  readonly onShow: (group: string | null) => void;
  readonly onRetry: (group: string) => void;
}

/** How many groups stand open; the rest is one click away. */
export const SHOWN_GROUPS = 5;

/** Failures that look alike, the largest first: what to look at, and what to run again. */
export function FailureGroups(props: FailureGroupsProps) {
  const { groups } = props;
  if (groups.length === 0) return null;
  const shown = groups.slice(0, SHOWN_GROUPS);
  const rest = groups.slice(SHOWN_GROUPS);
  return (
    <section aria-labelledby="failures" className="grid grid-cols-1 gap-1.5">
      <h2 id="failures" className="font-medium">
        Failures
      </h2>
      <div className="divide-y divide-line border-line border-y">
        {shown.map((group) => (
          <GroupLine key={group.group} group={group} {...props} />
        ))}
        {rest.length > 0 && (
          <details>
            <summary className="cursor-pointer py-1.5 text-muted hover:text-ink">
              {countText(rest.length)} more kinds of failure
            </summary>
            <div className="divide-y divide-line border-line border-t">
              {rest.map((group) => (
                <GroupLine key={group.group} group={group} {...props} />
              ))}
            </div>
          </details>
        )}
      </div>
    </section>
  );
}

type GroupLineProps = FailureGroupsProps & { readonly group: FailureGroupJson };

function GroupLine({ group, openGroup, canRetry, isBusy, onShow, onRetry }: GroupLineProps) {
  const isOpen = openGroup === group.group;
  const step = group.step === null ? '' : ` · step ${group.step}`;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 sm:flex-nowrap">
      <span
        className="w-36 shrink-0 truncate font-mono text-muted text-xs"
        title={`${group.kind}: ${group.code}`}
      >
        {group.kind}
      </span>
      <span
        className="order-last min-w-0 basis-full truncate sm:order-none sm:basis-auto sm:grow"
        title={group.message}
      >
        {group.count > 1 && <span className="text-muted">for example </span>}
        {group.message}
        <span className="text-muted">{step}</span>
      </span>
      <span className="ml-auto shrink-0 text-right font-medium sm:ml-0 sm:w-16">
        {countText(group.count)}
      </span>
      <span className="flex shrink-0 gap-1.5 sm:w-40">
        <Button size="sm" aria-pressed={isOpen} onClick={() => onShow(isOpen ? null : group.group)}>
          {isOpen ? 'Show all' : 'Show'}
          <span className="sr-only"> rows like {group.message}</span>
        </Button>
        {canRetry && group.failed_count > 0 && (
          <Button size="sm" disabled={isBusy} onClick={() => onRetry(group.group)}>
            Retry {countText(group.failed_count)}
            <span className="sr-only"> rows like {group.message}</span>
          </Button>
        )}
      </span>
    </div>
  );
}
