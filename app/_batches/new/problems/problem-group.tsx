import { CircleAlert, TriangleAlert } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';
import { cn } from '@/app/_components/ui/cn';
import type { CheckJson } from '@/lib/domain/wire/check';

export type CheckGroup = CheckJson['groups'][number];

/** Rows with the same problem: how many, what, where, what to do. */
export function ProblemGroup({ group, onShow }: { group: CheckGroup; onShow: () => void }) {
  const { severity, message, header, advice } = group;
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2">
      <Icon
        aria-hidden
        className={cn('mt-0.5 size-4 shrink-0', severity === 'error' ? 'text-danger' : 'text-warning')}
      />
      <div className="min-w-0 flex-1 basis-64">
        <p className="[overflow-wrap:anywhere]">
          <span className="sr-only">{severity === 'error' ? 'Error: ' : 'Warning: '}</span>
          <span className="font-medium">{message}</span>
          {header !== null && <span className="text-muted"> · column {header}</span>}
        </p>
        <p className="text-pretty text-muted">{advice}</p>
      </div>
      <Button size="sm" onClick={onShow} aria-label={`Show rows: ${message}`}>
        Show rows
      </Button>
    </li>
  );
}
