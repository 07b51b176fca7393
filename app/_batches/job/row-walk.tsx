'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback } from 'react';
import { Button } from '@/app/_components/ui/button';
import { usePageCommands } from '@/app/_keyboard/page-commands';
import { usePageRows } from '@/app/_keyboard/page-rows';
import type { JobNeighboursJson } from '@/lib/domain/wire/job-neighbours';
import { countText } from '../format';
import { type JobView, rowHref, tableHref } from '../job-table/job-filter';
import { rowNumber } from './use-neighbours';
import { useWalkKeys } from './use-walk-keys';

interface RowWalkProps {
  readonly batchId: string;
  /** Of the file. */
  readonly rowCount: number;
  readonly view: JobView;
  readonly neighbours: JobNeighboursJson | undefined;
}

/** To the rows before and after in the table that the row was opened from, also with k and j. */
export function RowWalk({ batchId, rowCount, view, neighbours }: RowWalkProps) {
  const router = useRouter();
  const go = useCallback((row: number) => router.push(rowHref(batchId, row, view)), [router, batchId, view]);
  const [previous, next] = [rowNumber(neighbours?.previous), rowNumber(neighbours?.next)];
  useWalkKeys(previous, next, go);
  usePageRows({ batchId, rowCount, open: go });
  usePageCommands([
    next !== null && { label: 'Next row', act: { run: () => go(next) } },
    previous !== null && { label: 'Previous row', act: { run: () => go(previous) } },
    { label: 'All rows of the batch', act: { href: tableHref(batchId, view) } },
  ]);
  const link = { batchId, view };
  return (
    <div className="flex gap-2">
      <WalkLink {...link} to={neighbours?.previous} label="Previous" keyName="k">
        <ChevronLeft aria-hidden /> Previous
      </WalkLink>
      <WalkLink {...link} to={neighbours?.next} label="Next" keyName="j">
        Next <ChevronRight aria-hidden />
      </WalkLink>
    </div>
  );
}

interface WalkLinkProps {
  readonly batchId: string;
  readonly view: JobView;
  readonly to: JobNeighboursJson['next'] | undefined;
  readonly label: string;
  readonly keyName: string;
  readonly children: ReactNode;
}

function WalkLink({ batchId, view, to, label, keyName, children }: WalkLinkProps) {
  const row = rowNumber(to);
  if (row === null) {
    const why = noneText(to);
    return (
      <Button disabled aria-label={`${label}: ${why}`} title={why}>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild>
      <Link href={rowHref(batchId, row, view)} title={`Row ${countText(row)} (${keyName})`}>
        {children}
      </Link>
    </Button>
  );
}

/** A search that stopped at its bound has not said that there is none. */
function noneText(to: JobNeighboursJson['next'] | undefined): string {
  const searched = to?.searched_rows ?? null;
  return searched === null ? 'no more rows' : `no such row among the ${countText(searched)} beside it`;
}
