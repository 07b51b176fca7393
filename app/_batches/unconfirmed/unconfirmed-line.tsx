'use client';

import Link from 'next/link';
import { Button } from '@/app/_components/ui/button';
import { Checkbox } from '@/app/_components/ui/checkbox';
import type { JobJson } from '@/lib/domain/wire/job';
import { countText } from '../format';
import { Clock } from '../moment';
import { LINE, LINE_OPENER } from './use-line-keys';
import { answerWords, nextWords } from './verification-words';

/** What opens a row: a part of the page that is open, or a page of its own. */
export type RowOpener = { readonly run: () => void } | { readonly href: string };

interface UnconfirmedLineProps {
  readonly job: JobJson;
  readonly isChosen: boolean;
  readonly canDecide: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly opener: RowOpener;
}

/** One row that may have been submitted: what was seen of it, and what comes next. */
export function UnconfirmedLine({ job, isChosen, canDecide, onChoose, opener }: UnconfirmedLineProps) {
  const rowNumber = job.row_index + 1;
  const nextAt = job.verification?.is_asking ? null : job.verification?.next_at;
  const picture = job.artifacts.findLast((artifact) => artifact.content_type.startsWith('image/'));
  const cell = Object.values(job.row_data).find((value) => value.trim() !== '');
  return (
    <li
      {...LINE}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 focus-within:bg-surface sm:flex-nowrap"
    >
      {canDecide && (
        <Checkbox
          aria-label={`Choose row ${countText(rowNumber)}`}
          checked={isChosen}
          onCheckedChange={onChoose}
        />
      )}
      <Opener opener={opener}>Row {countText(rowNumber)}</Opener>
      {cell !== undefined && (
        <span className="min-w-0 max-w-40 shrink truncate font-mono text-xs" title={cell}>
          {cell}
        </span>
      )}
      <span
        className="order-last min-w-0 basis-full truncate max-sm:line-clamp-2 max-sm:whitespace-normal sm:order-none sm:basis-40 sm:grow"
        title={answerWords(job)}
      >
        {answerWords(job)}
        {job.error_step !== null && <span className="text-muted"> · step {job.error_step}</span>}
      </span>
      <span className="order-last min-w-0 basis-full text-muted sm:order-none sm:ml-auto sm:shrink-0 sm:basis-auto">
        {nextWords(job)} {nextAt ? <Clock at={nextAt} /> : null}
      </span>
      {picture && (
        <a
          href={picture.path}
          target="_blank"
          rel="noreferrer"
          className="ml-auto shrink-0 underline sm:ml-0 decoration-edge underline-offset-3 hover:decoration-ink"
        >
          Screenshot<span className="sr-only"> of row {countText(rowNumber)}</span>
        </a>
      )}
    </li>
  );
}

function Opener({ opener, children }: { opener: RowOpener; children: React.ReactNode }) {
  const look = { size: 'sm', variant: 'link', className: 'h-auto shrink-0 px-0', ...LINE_OPENER } as const;
  if ('run' in opener) {
    return (
      <Button {...look} onClick={opener.run}>
        {children}
      </Button>
    );
  }
  return (
    <Button {...look} asChild>
      <Link href={opener.href}>{children}</Link>
    </Button>
  );
}
