'use client';

import { useEffect } from 'react';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { batchIcon } from './batch-icon';
import { batchTitle } from './batch-title';

/** Keeps the tab's title and icon current; the server wrote the first ones. */
export function usePageTitle(batch: BatchJson): void {
  const title = batchTitle(batch);
  const icon = batchIcon(batch);
  useEffect(() => {
    document.title = `${title} · Furrow`;
  }, [title]);
  useEffect(() => {
    const link = document.querySelector('link[rel="icon"]');
    const before = link?.getAttribute('href') ?? null;
    if (!link || icon === null || before === null) return;
    link.setAttribute('href', icon);
    return () => link.setAttribute('href', before);
  }, [icon]);
}
