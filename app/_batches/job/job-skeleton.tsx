import { Skeleton } from '@/app/_components/ui/skeleton';

/** A row's details before they have arrived, in their shape. */
export function JobSkeleton() {
  return (
    <div role="status" aria-label="Loading the row" className="grid gap-5">
      <Skeleton className="h-5 w-40" />
      <div className="grid gap-2">
        {['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3'].map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
      <Skeleton className="h-48 w-full" />
    </div>
  );
}
