'use client';

import { useState } from 'react';
import { Dialog } from '@/app/_components/ui/dialog';
import type { WebhookJson } from '@/lib/domain/wire/webhook';
import { SecretOnce } from '../../_components/secret-once';
import { WebhookForm } from './webhook-form';

/** What the dialog is open for: a new webhook, or changes of one that is there. */
export type WebhookChange = 'new' | WebhookJson;

interface WebhookDialogProps {
  /** Null: closed. */
  readonly change: WebhookChange | null;
  readonly onClose: () => void;
}

export function WebhookDialog({ change, onClose }: WebhookDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onClose();
  };
  const title = change === 'new' ? 'New webhook' : `Edit ${change?.name ?? ''}`;
  return (
    <Dialog
      isOpen={change !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={secret ? 'Copy the secret' : title}
    >
      {secret ? (
        <SecretOnce what="secret" text={secret} onDone={close}>
          It is shown only now. Give it to the program that takes the requests: with it, it can tell that they
          come from here. A chat needs none.
        </SecretOnce>
      ) : change === null ? null : (
        <WebhookForm change={change} onMade={setSecret} onChanged={close} />
      )}
    </Dialog>
  );
}
