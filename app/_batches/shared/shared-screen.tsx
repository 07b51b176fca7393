import Link from 'next/link';
import { Field } from '@/app/_components/field';
import { BatchStatusBadge } from '@/app/_components/status-badge';
import { endedJobs, JOB_STATES, type JobCounts, type JobState } from '@/lib/domain/job-state';
import { countText, rowsText } from '../format';
import { Clock } from '../moment';
import { KeepCurrent } from './keep-current';
import type { SharedView } from './read-shared';
import { SharedFrame } from './shared-frame';
import type { SharedSearch } from './shared-search';
import { SharedTable } from './shared-table';

interface SharedScreenProps {
  readonly token: string;
  readonly shared: SharedView;
  readonly search: SharedSearch;
}

/** A batch for people without an account: rendered whole on the server, so that it reads and prints anywhere. */
export function SharedScreen({ token, shared, search }: SharedScreenProps) {
  const { batch, buckets, jobs, nextCursor } = shared;
  return (
    <SharedFrame>
      <KeepCurrent isMoving={batch.state === 'running' || batch.state === 'stopping'} />
      <div className="grid grid-cols-1 gap-4">
        <header className="grid gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 font-semibold text-lg [overflow-wrap:anywhere]">{batch.name}</h1>
            <BatchStatusBadge state={batch.state} outcome={batch.outcome} reason={batch.reason} />
          </div>
          <p className="text-muted">
            <span className="font-medium text-ink">
              {countText(endedJobs(batch.counts))} of {rowsText(batch.totalJobs)} done
            </span>
            {batch.startedAt && (
              <>
                {' '}
                · started <Clock at={batch.startedAt.toISOString()} />
              </>
            )}
            {batch.finishedAt && (
              <>
                {' '}
                · ended <Clock at={batch.finishedAt.toISOString()} />
              </>
            )}
          </p>
        </header>
        <Field buckets={buckets} />
        <StatusLinks token={token} counts={batch.counts} total={batch.totalJobs} status={search.status} />
        <SharedTable headers={batch.headers} jobs={jobs} />
        <Pages token={token} search={search} nextCursor={nextCursor} />
      </div>
    </SharedFrame>
  );
}

interface StatusLinksProps {
  readonly token: string;
  readonly counts: JobCounts;
  readonly total: number;
  readonly status: JobState | null;
}

function StatusLinks({ token, counts, total, status }: StatusLinksProps) {
  const states = JOB_STATES.filter((state) => counts[state] > 0 || state === status);
  return (
    <nav aria-label="Show rows by status" className="flex flex-wrap gap-1 print:hidden">
      <StatusLink href={`/s/${token}`} label="all" count={total} isOn={status === null} />
      {states.map((state) => (
        <StatusLink
          key={state}
          href={`/s/${token}?status=${state}`}
          label={state}
          count={counts[state]}
          isOn={status === state}
        />
      ))}
    </nav>
  );
}

interface StatusLinkProps {
  readonly href: string;
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
}

function StatusLink({ href, label, count, isOn }: StatusLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isOn ? 'page' : undefined}
      className="flex h-7 items-center gap-1.5 rounded-md px-2 font-medium text-muted hover:bg-wash hover:text-ink aria-[current]:bg-selected aria-[current]:text-ink"
    >
      <span className="inline-block first-letter:uppercase">{label}</span>
      <span className="font-normal text-muted">{countText(count)}</span>
    </Link>
  );
}

function Pages({
  token,
  search,
  nextCursor,
}: {
  token: string;
  search: SharedSearch;
  nextCursor: string | null;
}) {
  const status = search.status === null ? {} : { status: search.status };
  const link = 'underline decoration-edge underline-offset-3 hover:decoration-ink';
  return (
    <div className="flex gap-4 print:hidden">
      {search.cursor !== null && (
        <Link prefetch={false} className={link} href={{ pathname: `/s/${token}`, query: status }}>
          First rows
        </Link>
      )}
      {nextCursor !== null && (
        <Link
          prefetch={false}
          className={link}
          href={{ pathname: `/s/${token}`, query: { ...status, cursor: nextCursor } }}
        >
          Next rows
        </Link>
      )}
    </div>
  );
}
