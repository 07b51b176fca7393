import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

interface EmptyStateProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do next: one button, perhaps a link. */
  readonly action?: ReactNode;
  /** It is all there is on the page, so its title is the page's heading. */
  readonly isPage?: boolean;
  readonly className?: string;
}

export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  isPage = false,
  className,
}: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div
      className={cn('mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-16 text-center', className)}
    >
      {Icon ? <Icon aria-hidden className="mb-1 size-6 text-faint" strokeWidth={1.5} /> : null}
      <Title className="font-medium">{title}</Title>
      {children ? <div className="text-pretty text-muted">{children}</div> : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
