'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { notifyDone, notifyFailed } from './ui/toast';

interface ChangeWords {
  readonly done?: string;
  readonly failed: string;
}

/** Runs a change on a server-rendered page, then renders the page anew; says how it went. Answers whether it worked. */
export function useChange() {
  const router = useRouter();
  const [isRunning, startTransition] = useTransition();

  const run = (change: () => Promise<unknown>, words: ChangeWords): Promise<boolean> =>
    new Promise((resolve) => {
      startTransition(async () => {
        try {
          await change();
          if (words.done) notifyDone(words.done);
          router.refresh();
          resolve(true);
        } catch (error) {
          notifyFailed(words.failed, error);
          resolve(false);
        }
      });
    });
  return { run, isRunning };
}
