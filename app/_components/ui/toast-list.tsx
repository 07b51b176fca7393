'use client';

import { Toaster } from 'sonner';
import { Passable } from './passable';

/** Where messages appear. */
export function ToastList() {
  return (
    <Passable>
      <Toaster
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
