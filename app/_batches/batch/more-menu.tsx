'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, Copy, Ellipsis, Pin, PinOff, Tag } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Later, laterPart } from '@/app/_components/ui/later-part';
import { Menu, MenuItem } from '@/app/_components/ui/menu';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { batchKeys } from '../batch-queries';
import { useKeep } from '../deletion/use-keep';

const tags = laterPart(() => import('../tags/tags-dialog').then((module) => module.TagsDialog));

interface MoreMenuProps {
  readonly batch: BatchJson;
  /** Whether another batch can be made of the same. */
  readonly isRepeatable: boolean;
}

/** What is done to a batch once in a while. */
export function MoreMenu({ batch, isRepeatable }: MoreMenuProps) {
  const [isTagging, setIsTagging] = useState(false);
  const archive = useArchive(batch);
  const keep = useKeep(batch);
  const isAging = batch.deletes_at !== null || batch.kept_at !== null;
  const hasEnded = batch.status === 'finished' || batch.status === 'failed';
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label="More">
            <Ellipsis />
          </Button>
        }
      >
        {isRepeatable && (
          <MenuItem asChild>
            <Link href={`/batches/new?upload=${batch.upload_id}&from=${batch.id}`}>
              <Copy aria-hidden /> Duplicate as new
            </Link>
          </MenuItem>
        )}
        <MenuItem {...tags.fetchOn} onSelect={() => setIsTagging(true)}>
          <Tag aria-hidden /> Tags…
        </MenuItem>
        {batch.archived_at !== null ? (
          <MenuItem onSelect={() => archive.mutate('unarchive')}>
            <ArchiveRestore aria-hidden /> Unarchive
          </MenuItem>
        ) : (
          <MenuItem disabled={!hasEnded} onSelect={() => archive.mutate('archive')}>
            <Archive aria-hidden /> Archive
          </MenuItem>
        )}
        {isAging && (
          <MenuItem onSelect={() => keep.mutate(batch.kept_at === null)}>
            {batch.kept_at === null ? <Pin aria-hidden /> : <PinOff aria-hidden />}
            {batch.kept_at === null ? 'Keep' : 'No longer keep'}
          </MenuItem>
        )}
      </Menu>
      {isTagging && <Later part={tags} batch={batch} onClose={() => setIsTagging(false)} />}
    </>
  );
}

/** Each way offers the way back. */
function useArchive(batch: BatchJson) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: (verb: 'archive' | 'unarchive') => api.post(`/batches/${batch.id}/${verb}`),
    onSuccess: (_, verb) =>
      verb === 'archive'
        ? notifyDone(`${batch.name} is archived and no longer in the list.`, {
            onClick: () => mutation.mutate('unarchive'),
          })
        : notifyDone(`${batch.name} is back in the list.`),
    onError: (error, verb) => notifyFailed(`Could not ${verb} the batch`, error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: batchKeys.all(batch.id) }),
        client.invalidateQueries({ queryKey: ['batches'] }),
      ]),
  });
  return mutation;
}
