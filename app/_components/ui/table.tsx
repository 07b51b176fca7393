import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A plain table for short lists; DataTable is for long ones. Scrolls inside itself on narrow screens. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    <section tabIndex={0} aria-label={rest['aria-label'] ?? 'Table'} className="relative overflow-x-auto">
      <table className={cn('w-full border-collapse text-left text-sm', className)} {...rest} />
    </section>
  );
}

export function TableHeader(props: ComponentProps<'thead'>) {
  return <thead {...props} />;
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn('border-line border-b last:border-b-0 [tbody>&]:hover:bg-surface', className)}
      {...rest}
    />
  );
}

export function TableHead({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'h-8 whitespace-nowrap px-3 font-normal text-faint text-xs first:pl-0 last:pr-0',
        className,
      )}
      {...rest}
    />
  );
}

/** The head of the column with each row's buttons: said, not shown. */
export function TableActionsHead({ className }: { className?: string }) {
  return (
    <TableHead className={className}>
      <span className="sr-only">Actions</span>
    </TableHead>
  );
}

export function TableCell({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={cn('h-10 px-3 py-1.5 align-middle first:pl-0 last:pr-0', className)} {...rest} />;
}
