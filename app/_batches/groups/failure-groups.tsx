'use client';

import type { FailureGroupJson } from '@/lib/domain/wire/failure-group';
import type { LiveBatch } from '../batch-queries';
import { countText } from '../format';
import { GroupLine } from './group-line';

interface FailureGroupsProps {
  readonly batch: LiveBatch;
  readonly groups: readonly FailureGroupJson[];
  readonly openGroup: string | null;
  readonly canRetry: boolean;
  readonly isBusy: boolean;
  readonly onShow: (group: string | null) => void;
  readonly onRetry: (group: string, version: 'same' | 'latest') => void;
}

/** How many groups stand open; the rest is one click away. */
export const SHOWN_GROUPS = 5;

/** Failures that look alike, the largest first: what to look at, what to mend, and what to run again. */
export function FailureGroups({ groups, openGroup, onShow, onRetry, ...rest }: FailureGroupsProps) {
  if (groups.length === 0) return null;
  const hasPictures = groups.some((group) => group.screenshot_path !== null);
  const line = (group: FailureGroupJson) => (
    <GroupLine
      key={group.group}
      {...rest}
      group={group}
      hasPictures={hasPictures}
      isOpen={openGroup === group.group}
      onShow={() => onShow(openGroup === group.group ? null : group.group)}
      onRetry={(version) => onRetry(group.group, version)}
    />
  );
  const more = groups.slice(SHOWN_GROUPS);
  return (
    <section aria-labelledby="failures" className="grid grid-cols-1 gap-1.5">
      <h2 id="failures" className="font-medium">
        Failures
      </h2>
      <div className="border-line border-y">
        <ul aria-labelledby="failures" className="divide-y divide-line">
          {groups.slice(0, SHOWN_GROUPS).map(line)}
        </ul>
        {more.length > 0 && (
          <details className="border-line border-t">
            <summary className="cursor-pointer py-1.5 text-muted hover:text-ink">
              {countText(more.length)} more kinds of failure
            </summary>
            <ul aria-label="More kinds of failure" className="divide-y divide-line border-line border-t">
              {more.map(line)}
            </ul>
          </details>
        )}
      </div>
    </section>
  );
}
