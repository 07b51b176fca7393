'use client';

import { useMutation } from '@tanstack/react-query';
import { api, errorText } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import type { TryJson } from '@/lib/domain/wire/try';
import { countText } from '../format';

/** A row that a try has submitted, or may have, would be submitted once more by the batch: it can be left out here. */
export function SubmittedNote({ tried, onDropped }: { tried: TryJson; onDropped: () => void }) {
  const drop = useMutation({
    mutationFn: () =>
      api.patch(`/uploads/${tried.upload_id}/rows/${tried.row_index}`, { body: { dropped: true } }),
    onSuccess: onDropped,
  });
  const isSubmitted =
    tried.state === 'unconfirmed' || (tried.state === 'completed' && tried.stopped_before === null);
  if (tried.automation.effect !== 'submit' || !isSubmitted) return null;
  const row = countText(tried.row_index + 1);
  return (
    <Notice
      tone="warning"
      title={
        drop.isSuccess ? `Row ${row} is left out of the batch` : `The batch would submit row ${row} once more`
      }
      action={
        !drop.isSuccess && (
          <Button isBusy={drop.isPending} onClick={() => drop.mutate()}>
            Drop row {row}
          </Button>
        )
      }
    >
      {drop.error
        ? errorText(drop.error)
        : drop.isSuccess
          ? 'It can be taken back in the rows above.'
          : 'It was submitted by this try: drop the row, so that it is not done twice.'}
    </Notice>
  );
}
