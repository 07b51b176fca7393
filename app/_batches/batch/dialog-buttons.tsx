'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Later, type LaterPart, laterPart } from '@/app/_components/ui/later-part';
import type { BatchJson } from '@/lib/domain/wire/batch';

const settings = laterPart(() => import('./settings-dialog').then((module) => module.SettingsDialog));
const share = laterPart(() => import('../share/share-dialog').then((module) => module.ShareDialog));

interface BatchDialogProps {
  readonly batch: BatchJson;
  readonly onClose: () => void;
}

export function SettingsButton({ batch }: { batch: BatchJson }) {
  return <DialogButton label="Settings" batch={batch} dialog={settings} />;
}

export function ShareButton({ batch }: { batch: BatchJson }) {
  return <DialogButton label="Share" batch={batch} dialog={share} />;
}

interface DialogButtonProps {
  readonly label: string;
  readonly batch: BatchJson;
  readonly dialog: LaterPart<BatchDialogProps>;
}

function DialogButton({ label, batch, dialog }: DialogButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button {...dialog.fetchOn} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      {isOpen && <Later part={dialog} batch={batch} onClose={() => setIsOpen(false)} />}
    </>
  );
}
