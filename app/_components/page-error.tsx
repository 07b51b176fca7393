'use client';

import { CircleAlert } from 'lucide-react';
import { Button } from './ui/button';
import { EmptyState } from './ui/empty-state';

interface PageErrorProps {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}

/** Shown where a page failed. In production the message is hidden; the digest leads to it in the log. */
export function PageError({ error, reset }: PageErrorProps) {
  return (
    <EmptyState
      isPage
      icon={CircleAlert}
      title="This page could not be shown"
      action={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <Button asChild>
            <a href="/">Back to batches</a>
          </Button>
        </>
      }
    >
      <p>
        Your batches go on running. If trying again does not help, give the operator this mark of the log:
      </p>
      <p className="mt-1 font-mono text-xs">{error.digest ?? error.name}</p>
    </EmptyState>
  );
}
