'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { JobCounts } from '@/lib/domain/job-state';
import { batchKeys } from '../batch-queries';

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
  useEffect(() => {
    if (seenProblems.current === problems) return;
    seenProblems.current = problems;
    void client.invalidateQueries({ queryKey: batchKeys.groups(batchId) });
  }, [client, batchId, problems]);
  return revision.current;
}
