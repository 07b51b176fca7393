import { cn } from './cn';

/** A grey bar where text will be. Give it the size of what it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-4 animate-pulse rounded-sm bg-wash', className)} />;
}

interface SkeletonRowsProps {
  readonly count?: number;
  /** Width class of each column, e.g. ['w-16', 'w-48', 'w-24']. */
  readonly columns: readonly string[];
  readonly className?: string;
}

/** Rows of a table that is loading, as high as real ones. */
export function SkeletonRows({ count = 8, columns, className }: SkeletonRowsProps) {
  return (
    <div role="status" aria-label="Loading" className={className}>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity that never move.
        <div key={row} className="flex h-10 items-center gap-6 border-line border-b">
          {columns.map((width, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns without identity that never move.
            <Skeleton key={column} className={width} />
          ))}
        </div>
      ))}
    </div>
  );
}
