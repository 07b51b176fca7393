import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button } from './ui/button';
import { EmptyState } from './ui/empty-state';

export function NothingHere() {
  return (
    <EmptyState
      isPage
      icon={SearchX}
      title="There is nothing at this address"
      action={
        <Button asChild>
          <Link href="/">Back to batches</Link>
        </Button>
      }
    >
      It may have been deleted, or the address has a typing mistake.
    </EmptyState>
  );
}
