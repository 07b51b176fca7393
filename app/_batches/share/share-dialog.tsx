'use client';

import { useState } from 'react';
import { Dialog } from '@/app/_components/ui/dialog';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { CreatedLink } from './created-link';
import { ShareForm } from './share-form';
import { ShareList } from './share-list';

/** Makes and revokes the links by which people without an account read the batch. */
export function ShareDialog({ batch, onClose }: { batch: BatchJson; onClose: () => void }) {
  const [createdUrl, setCreatedUrl] = useState<string | null>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`Share ${batch.name}`}
      description="Whoever has the link reads this batch without an account. They cannot change anything."
      className="max-w-lg"
    >
      {createdUrl === null ? (
        <ShareForm batch={batch} onCreated={setCreatedUrl} />
      ) : (
        <CreatedLink url={createdUrl} onAnother={() => setCreatedUrl(null)} />
      )}
      <ShareList batchId={batch.id} />
    </Dialog>
  );
}
