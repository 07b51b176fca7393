import { Status } from '@/app/_components/status-badge';
import type { ListColumn } from '@/app/_components/ui/list-table';
import { RelativeTime } from '@/app/_components/ui/time';
import type { DeliveryJson } from '@/lib/domain/wire/webhook';
import { attemptWords, DELIVERY_STATUS, eventWords } from './delivery-words';

const SOON_MS = 60_000;

export const DELIVERY_COLUMNS: readonly ListColumn<DeliveryJson>[] = [
  {
    head: 'Time',
    cell: ({ created_at }) => <RelativeTime at={created_at} />,
    className: 'whitespace-nowrap',
  },
  { head: 'Event', cell: ({ type }) => eventWords(type), isTitle: true, className: 'whitespace-nowrap' },
  { head: 'Status', cell: ({ state }) => <Status look={DELIVERY_STATUS[state]} /> },
  { head: 'Tries', cell: ({ attempts }) => attempts.length, isNumber: true },
  {
    head: 'Last answer',
    cell: ({ attempts }) => <LastAnswer attempts={attempts} />,
    className: 'min-w-40 max-w-72 text-pretty',
  },
  {
    head: 'Next try',
    cell: ({ next_attempt_at }) => <NextTry at={next_attempt_at} />,
    className: 'whitespace-nowrap text-muted',
  },
];

function LastAnswer({ attempts }: Pick<DeliveryJson, 'attempts'>) {
  const last = attempts.at(-1);
  return last ? attemptWords(last) : <span className="text-muted">not sent yet</span>;
}

function NextTry({ at }: { at: string | null }) {
  if (at === null) return 'none';
  return Date.parse(at) - Date.now() < SOON_MS ? 'in a moment' : <RelativeTime at={at} />;
}
