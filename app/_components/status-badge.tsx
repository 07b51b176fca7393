import { type BatchStatus, batchStatusLook, ROW_STATUS, type RowStatus, type StatusLook } from './status';
import { cn } from './ui/cn';

interface StatusProps {
  readonly look: StatusLook;
  readonly className?: string | undefined;
}

/** Icon and word in the colour of a state. */
export function Status({ look, className }: StatusProps) {
  const Icon = look.icon;
  return (
    <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', look.color, className)}>
      <Icon
        aria-hidden
        className={cn('size-3.5 shrink-0', look.isMoving && 'animate-spin-slow')}
        strokeWidth={2.25}
      />
      {look.word}
    </span>
  );
}

export function RowStatusBadge({ status, className }: { status: RowStatus; className?: string }) {
  return <Status look={ROW_STATUS[status]} className={className} />;
}

export function BatchStatusBadge({ className, ...status }: BatchStatus & { readonly className?: string }) {
  return <Status look={batchStatusLook(status)} className={className} />;
}
