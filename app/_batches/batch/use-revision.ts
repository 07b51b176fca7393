'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { JobCounts } from '@/lib/domain/job-state';
import { batchKeys } from '../batch-queries';
import { useReadAgain } from '../live/use-read-again';

/** Counts up whenever a row moved, and has what depends on rows fetched again: groups when failures changed. */
export function useRevision(batchId: string, counts: JobCounts): number {
  const client = useQueryClient();
  const revision = useRef(0);
  const seen = useRef(counts);
  const isMoved = seen.current !== counts && JSON.stringify(seen.current) !== JSON.stringify(counts);
  if (isMoved) {
    revision.current += 1;
    seen.current = counts;
  }
  const problems = counts.failed + counts.unconfirmed;
  const seenProblems = useRef(problems);
  const refreshGroups = useReadAgain(() => {
    void client.invalidateQueries({ queryKey: batchKeys.groups(batchId) });
  });
  useEffect(() => {
    if (seenProblems.current === problems) return;
    seenProblems.current = problems;
    refreshGroups();
  }, [problems, refreshGroups]);
  return revision.current;
}
