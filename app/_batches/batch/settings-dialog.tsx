'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Dialog, DialogActions } from '@/app/_components/ui/dialog';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import { type BatchSettingsInput, batchSettingsSchema } from '@/lib/domain/batch-settings';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { batchKeys } from '../batch-queries';
import { NumberSettings } from '../settings/number-settings';
import { settingsSentence } from '../settings/settings-sentence';

/** How the batch runs, changed also while it runs: rows that start from then on follow it. */
export function SettingsDialog({ batch, onClose }: { batch: BatchJson; onClose: () => void }) {
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`Settings of ${batch.name}`}
      description="Rows that start from now on follow them. What runs goes on as it began."
      className="max-w-2xl"
    >
      <SettingsForm batch={batch} onDone={onClose} />
    </Dialog>
  );
}

function SettingsForm({ batch, onDone }: { batch: BatchJson; onDone: () => void }) {
  const [settings, setSettings] = useState<BatchSettingsInput>(batch.settings);
  const save = useSaveSettings(batch, onDone);
  const isValid = batchSettingsSchema.safeParse(settings).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isValid) save.mutate(batchSettingsSchema.parse(settings));
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberSettings
          settings={settings}
          onChange={(change) => setSettings((before) => ({ ...before, ...change }))}
        />
      </div>
      <p className="mt-4 text-muted text-sm" aria-live="polite">
        {settingsSentence(settings, null)}
      </p>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={!isValid} isWaiting={save.isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}

function useSaveSettings(batch: BatchJson, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: BatchSettingsInput) => api.patch(`/batches/${batch.id}`, { body: { settings } }),
    onSuccess: () => {
      notifyDone('Rows that start from now on follow the new settings.');
      onDone();
    },
    onError: (error) => notifyFailed('Could not change the settings', error),
    onSettled: () => client.invalidateQueries({ queryKey: batchKeys.all(batch.id) }),
  });
}
