'use client';

import { cn } from '@/app/_components/ui/cn';
import { countText } from '../format';
import { useWaitingForPerson } from './inbox-queries';

const MOST_SHOWN = 99;

/** How many unconfirmed rows wait for a person, beside the way to them; nothing while none does. */
export function WaitingBadge({ className }: { className?: string }) {
  const count = useWaitingForPerson() ?? 0;
  if (count === 0) return null;
  return (
    <span
      className={cn(
        'min-w-4 rounded-full bg-accent px-1 text-center font-medium text-[10px] text-on-accent tabular-nums leading-4',
        className,
      )}
    >
      <span aria-hidden>{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
      <span className="sr-only"> {countText(count)} wait for a person</span>
    </span>
  );
}
