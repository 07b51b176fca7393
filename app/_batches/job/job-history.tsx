import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { Clock } from '../moment';

type AuditEvent = JobDetailJson['history'][number];

const WORDS: Readonly<Record<string, string>> = {
  'job.resolve': 'decided the row',
  'job.update': 'set the status',
  'batch.retry': 'retried the row',
  'row.edit': 'edited the row',
};

/** What people did to the row. */
export function JobHistory({ events }: { events: readonly AuditEvent[] }) {
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-1 font-medium">
        History
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {events.map((event) => (
          <li key={event.id} className="flex flex-wrap gap-x-2 py-1.5">
            <span className="w-28 shrink-0 text-muted">
              <Clock at={event.at} />
            </span>
            <span className="font-medium">{event.actor.name}</span>
            <span>{eventText(event)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function eventText({ action, details }: AuditEvent): string {
  const { status, columns, automation_version } = (details ?? {}) as Readonly<Record<string, unknown>>;
  const more = [status, columns, automation_version === 'latest' ? 'with the newest version' : null];
  const words = more.filter((word) => typeof word === 'string' && word !== '');
  return [WORDS[action] ?? action, ...words].join(': ');
}
