'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { z } from 'zod';
import { api } from '@/app/_components/api-client';
import { exactTime } from '@/app/_components/time-text';
import { Button } from '@/app/_components/ui/button';
import { Dialog, DialogActions } from '@/app/_components/ui/dialog';
import { FormField } from '@/app/_components/ui/form-field';
import { Select } from '@/app/_components/ui/select';
import { notifyFailed } from '@/app/_components/ui/toast';
import type { rotatedSecretSchema, WebhookJson } from '@/lib/domain/wire/webhook';
import { SecretOnce } from '../../_components/secret-once';

const OLD_SECRET = [
  {
    value: '86400',
    label: 'Valid for 24 hours more',
    description: 'Requests are signed with both: time to change the program that takes them',
  },
  { value: '604800', label: 'Valid for a week more', description: 'Requests are signed with both' },
  { value: '0', label: 'Invalid at once', description: 'For a secret that somebody else has seen' },
] as const;

type Rotated = z.infer<typeof rotatedSecretSchema>;

interface RotateDialogProps {
  readonly webhook: WebhookJson;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function RotateDialog({ webhook, isOpen, onClose }: RotateDialogProps) {
  const [rotated, setRotated] = useState<Rotated | null>(null);
  const close = () => {
    setRotated(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(isNowOpen) => !isNowOpen && close()}
      title={rotated ? 'Copy the secret' : `New secret for ${webhook.name}`}
    >
      {rotated ? (
        <SecretOnce what="secret" text={rotated.secret} onDone={close}>
          It is shown only now.{' '}
          {rotated.old_secret_until
            ? `Requests are signed with the old one too until ${exactTime(rotated.old_secret_until)}.`
            : 'Requests are signed only with it from now on.'}
        </SecretOnce>
      ) : (
        <RotateForm webhook={webhook} onRotated={setRotated} />
      )}
    </Dialog>
  );
}

function RotateForm({ webhook, onRotated }: { webhook: WebhookJson; onRotated: (next: Rotated) => void }) {
  const router = useRouter();
  // With a secret that cannot be read nothing can be signed: there is no old one to keep.
  const options = webhook.readable ? OLD_SECRET : OLD_SECRET.slice(-1);
  const [seconds, setSeconds] = useState<string>(options[0]?.value ?? '0');
  const [isBusy, setIsBusy] = useState(false);
  const rotate = async () => {
    setIsBusy(true);
    try {
      const body = { old_valid_seconds: Number(seconds) };
      onRotated(await api.post<Rotated>(`/webhooks/${webhook.id}/rotate-secret`, { body }));
      router.refresh();
    } catch (error) {
      notifyFailed('The secret was not changed', error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void rotate();
      }}
    >
      <FormField label="The old secret is" hint={options.find(({ value }) => value === seconds)?.description}>
        {(control) => <Select {...control} options={options} value={seconds} onValueChange={setSeconds} />}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Make new secret
        </Button>
      </DialogActions>
    </form>
  );
}
