import { exactTime } from '@/app/_components/time-text';
import type { DeliveryJson } from '@/lib/domain/wire/webhook';
import { attemptWords } from './delivery-words';

/** Every time it was sent, and what was sent. */
export function DeliveryDetails({ delivery }: { delivery: DeliveryJson }) {
  return (
    <div className="grid gap-2 py-1 text-xs">
      <ol className="grid gap-0.5 tabular-nums">
        {delivery.attempts.map((attempt) => (
          <li key={attempt.at} className="flex flex-wrap gap-x-3">
            <time dateTime={attempt.at} className="text-muted">
              {exactTime(attempt.at)}
            </time>
            <span>{attemptWords(attempt)}</span>
          </li>
        ))}
      </ol>
      <p className="text-muted">
        webhook-id <code className="select-all font-mono">{delivery.id}</code>
      </p>
      <pre className="max-h-64 overflow-auto whitespace-pre-wrap rounded-md border border-line bg-surface p-2 font-mono [overflow-wrap:anywhere]">
        {indented(delivery.body)}
      </pre>
    </div>
  );
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
