import Link from 'next/link';
import { rowsText } from '@/app/_batches/format';
import { RelativeTime } from '@/app/_components/ui/time';
import type { QueueJson } from '@/lib/domain/wire/queue';

/** Batches with rows left that do not move, each with its reason. */
export function HeldBatches({ held }: { held: QueueJson['held'] }) {
  if (held.length === 0) return null;
  return (
    <section aria-labelledby="held-batches" className="mt-8">
      <h2 id="held-batches" className="font-semibold">
        Batches that do not move
      </h2>
      <ul className="mt-2 divide-y divide-line border-line border-y">
        {held.map(({ batch_id, batch_name, pending_rows, waiting }) => (
          <li key={batch_id} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 py-2">
            <Link
              href={`/batches/${batch_id}`}
              title={batch_name}
              className="max-w-full truncate font-medium underline decoration-edge underline-offset-3 hover:decoration-ink"
            >
              {batch_name}
            </Link>
            <span className="whitespace-nowrap text-muted tabular-nums">{rowsText(pending_rows)} left</span>
            <span className="text-muted">
              {waiting.text}
              {waiting.until ? (
                <>
                  {' '}
                  It goes on <RelativeTime at={waiting.until} />.
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
