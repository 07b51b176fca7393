'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Dialog, DialogActions } from '@/app/_components/ui/dialog';
import { notifyFailed } from '@/app/_components/ui/toast';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { batchKeys } from '../batch-queries';
import { TagField } from './tag-field';

interface TagsDialogProps {
  readonly batch: BatchJson;
  readonly onClose: () => void;
}

/** The words by which a batch is found again in the list. */
export function TagsDialog({ batch, onClose }: TagsDialogProps) {
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`Tags of ${batch.name}`}
      description="The list of batches can be filtered by them."
    >
      <TagsForm batch={batch} onDone={onClose} />
    </Dialog>
  );
}

function TagsForm({ batch, onDone }: { batch: BatchJson; onDone: () => void }) {
  const [tags, setTags] = useState<readonly string[]>(batch.tags);
  const client = useQueryClient();
  const known = useQuery({
    queryKey: ['batches', 'choices'],
    queryFn: ({ signal }) => api.get<{ tags: readonly string[] }>('/batches/choices', { signal }),
  });
  const save = useMutation({
    mutationFn: () => api.patch(`/batches/${batch.id}`, { body: { tags } }),
    onSuccess: onDone,
    onError: (error) => notifyFailed('Could not tag the batch', error),
    onSettled: () => client.invalidateQueries({ queryKey: batchKeys.all(batch.id) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <TagField tags={tags} known={known.data?.tags ?? []} onChange={setTags} />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          Save tags
        </Button>
      </DialogActions>
    </form>
  );
}
