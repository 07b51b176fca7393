'use client';

import { Toaster as SonnerToaster, toast } from 'sonner';
import { errorText } from '../api-client';
import { Passable } from './passable';

export function Toaster() {
  return (
    <Passable>
      <SonnerToaster
        position="bottom-right"
        gap={8}
        // Above bars that stay at the bottom of a page.
        offset={{ bottom: 76, right: 24 }}
        mobileOffset={{ bottom: 128 }}
        style={{ fontFamily: 'inherit' }}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              'flex w-full items-center gap-3 rounded-lg bg-raised px-3 py-2.5 text-ink text-sm shadow-float',
            content: 'min-w-0 flex-1',
            description: 'text-muted',
            error: '[&_[data-icon]]:text-danger',
            success: '[&_[data-icon]]:text-completed',
            actionButton:
              'shrink-0 rounded-sm px-2 py-1 font-medium underline underline-offset-3 hover:bg-wash',
          },
        }}
      />
    </Passable>
  );
}

interface Undo {
  readonly label?: string;
  readonly onClick: () => void;
}

/** Says that something was done; with `undo` a button takes it back for ten seconds. */
export function notifyDone(message: string, undo?: Undo): void {
  const action = undo && { label: undo.label ?? 'Undo', onClick: undo.onClick };
  toast.success(message, action ? { action, duration: 10_000 } : {});
}

/** Says that something failed, and why: "Could not stop the batch" + the server's words. */
export function notifyFailed(what: string, error: unknown): void {
  toast.error(what, { description: errorText(error), duration: 10_000 });
}
