'use client';

import type { ReactNode } from 'react';
import { Button } from '@/app/_components/ui/button';
import { CopyButton } from '@/app/_components/ui/copy-button';
import { DialogActions } from '@/app/_components/ui/dialog';

interface SecretOnceProps {
  /** "link", "token". */
  readonly what: string;
  readonly text: string;
  readonly onDone: () => void;
  readonly children: ReactNode;
}

/** Something that can be read now and never again. */
export function SecretOnce({ what, text, onDone, children }: SecretOnceProps) {
  return (
    <>
      <p className="mb-3 text-pretty text-muted">{children}</p>
      <output className="block select-all break-all rounded-md border border-line bg-surface px-3 py-2 font-mono text-xs">
        {text}
      </output>
      <DialogActions>
        <CopyButton hasLabel what={what} text={text} />
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
