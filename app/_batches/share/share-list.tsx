'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { keepFocus } from '@/app/_components/keep-focus';
import { Button } from '@/app/_components/ui/button';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { ShareJson } from '@/lib/domain/wire/share';
import { batchKeys, useShares } from '../batch-queries';
import { countText } from '../format';
import { Clock } from '../moment';

/** The links that were made, the newest first; those that still open can be revoked. */
export function ShareList({ batchId }: { batchId: string }) {
  const { data: shares } = useShares(batchId);
  if (!shares || shares.length === 0) return null;
  return (
    <section ref={keepFocus} aria-label="Links" className="mt-5">
      <h3 className="mb-1 font-medium">Links</h3>
      <ul className="max-h-56 divide-y divide-line overflow-y-auto border-line border-y">
        {shares.map((share) => (
          <ShareLine key={share.id} share={share} />
        ))}
      </ul>
    </section>
  );
}

function ShareLine({ share }: { share: ShareJson }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => api.delete(`/shares/${share.id}`),
    onSuccess: () => notifyDone('The link no longer opens.'),
    onError: (error) => notifyFailed('Could not revoke the link', error),
    onSettled: () => client.invalidateQueries({ queryKey: batchKeys.shares(share.batch_id) }),
  });
  const isEnded = share.expires_at !== null && Date.parse(share.expires_at) <= Date.now();
  const isLive = share.revoked_at === null && !isEnded;
  return (
    <li className="flex items-center gap-3 py-1.5">
      <div className={`min-w-0 flex-1 ${isLive ? '' : 'text-faint'}`}>
        <span className="font-mono text-xs">{share.hint}…</span> ·{' '}
        <ShareEnd share={share} isEnded={isEnded} />
        <span className="block text-muted text-xs">
          {columnsText(share.columns)}
          {share.has_password && ' · password'}
          {share.with_artifacts && ' · screenshots'} · opened {countText(share.view_count)}×
        </span>
      </div>
      {isLive && (
        <Button size="sm" isBusy={revoke.isPending} onClick={() => revoke.mutate()}>
          Revoke<span className="sr-only"> the link {share.hint}</span>
        </Button>
      )}
    </li>
  );
}

function columnsText(columns: ShareJson['columns']): string {
  if (columns === null) return 'all columns';
  return columns.length === 1 ? '1 column' : `${countText(columns.length)} columns`;
}

function ShareEnd({ share, isEnded }: { share: ShareJson; isEnded: boolean }) {
  if (share.revoked_at !== null) {
    return (
      <>
        revoked <Clock at={share.revoked_at} />
      </>
    );
  }
  if (share.expires_at === null) return <>no end</>;
  return (
    <>
      {isEnded ? 'ended' : 'ends'} <Clock at={share.expires_at} />
    </>
  );
}
