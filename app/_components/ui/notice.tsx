import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

const TONES = {
  neutral: { icon: Info, style: 'bg-surface border-line text-ink', mark: 'text-muted' },
  warning: { icon: TriangleAlert, style: 'bg-warning-wash border-warning/25 text-ink', mark: 'text-warning' },
  danger: { icon: CircleAlert, style: 'bg-danger-wash border-danger/25 text-ink', mark: 'text-danger' },
} as const;

interface NoticeProps {
  readonly tone?: keyof typeof TONES;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}

/** A message inside the page: what happened and what to do. Dangers are read out at once. */
export function Notice({ tone = 'neutral', title, children, action, className }: NoticeProps) {
  const { icon: Icon, style, mark } = TONES[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cn(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md border px-3 py-2',
        style,
        className,
      )}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 flex-1 basis-56 text-pretty">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className={title ? 'text-muted' : undefined}>{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
