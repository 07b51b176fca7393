'use client';

import { Button } from '@/app/_components/ui/button';
import { Checkbox } from '@/app/_components/ui/checkbox';
import type { JobJson } from '@/lib/domain/wire/job';
import { countText } from '../format';
import { Clock } from '../moment';
import { answerWords, nextWords } from './verification-words';

interface UnconfirmedLineProps {
  readonly job: JobJson;
  readonly isChosen: boolean;
  readonly canDecide: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onOpen: () => void;
}

/** One row that may have been submitted: what was seen of it, and what comes next. */
export function UnconfirmedLine({ job, isChosen, canDecide, onChoose, onOpen }: UnconfirmedLineProps) {
  const rowNumber = job.row_index + 1;
  const nextAt = job.verification?.is_asking ? null : job.verification?.next_at;
  const picture = job.artifacts.findLast((artifact) => artifact.content_type.startsWith('image/'));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 sm:flex-nowrap">
      {canDecide && (
        <Checkbox
          aria-label={`Choose row ${countText(rowNumber)}`}
          checked={isChosen}
          onCheckedChange={onChoose}
        />
      )}
      <Button size="sm" variant="link" className="h-auto shrink-0 px-0" onClick={onOpen}>
        Row {countText(rowNumber)}
      </Button>
      <span
        className="order-last min-w-0 basis-full truncate sm:order-none sm:basis-auto sm:grow"
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
