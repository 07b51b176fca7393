import Link from 'next/link';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { batchNotice } from '../batch-words';
import { Clock } from '../moment';

/** Why a batch does not run, and how to go on. */
export function BatchNotice({ batch }: { batch: BatchJson }) {
  const notice = batchNotice(batch);
  if (!notice) return null;
  return (
    <Notice
      tone={notice.tone}
      title={notice.title}
      action={batch.status === 'failed' && <NewBatchLink />}
      className="[overflow-wrap:anywhere]"
    >
      {notice.text}
      {notice.until && (
        <>
          {' '}
          It goes on by itself at <Clock at={notice.until} />.
        </>
      )}
    </Notice>
  );
}

function NewBatchLink() {
  return (
    <Button asChild size="sm">
      <Link href="/batches/new">New batch</Link>
    </Button>
  );
}
