'use client';

import { useEffect } from 'react';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { batchTitle } from './batch-title';

/** Keeps the tab's title current; the server wrote the first one. */
export function usePageTitle(batch: BatchJson): void {
  const title = batchTitle(batch);
  useEffect(() => {
    document.title = `${title} · Furrow`;
  }, [title]);
}
