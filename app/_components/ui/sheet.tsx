'use client';

import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { useFocusReturn } from './use-focus-return';

export interface SheetProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: ReactNode;
  /** Buttons beside the title (open as page, previous, next). */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/**
 * A panel over the right side of the page. It does not block what is below it, so that a table can still be read and
 * clicked; on a phone it covers the screen.
 */
export function Sheet({ isOpen, onOpenChange, title, actions, children, className }: SheetProps) {
  const focus = useFocusReturn();
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange} modal={false}>
      <RadixDialog.Portal>
        <RadixDialog.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          {...focus}
          className={cn(
            'fixed inset-y-0 right-0 z-30 flex w-full animate-slide flex-col border-line border-l bg-canvas shadow-float sm:max-w-[40rem]',
            className,
          )}
        >
          <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-4">
            <RadixDialog.Title className="min-w-0 flex-1 truncate font-semibold text-sm">
              {title}
            </RadixDialog.Title>
            {actions}
            <RadixDialog.Close asChild>
              <Button variant="ghost" size="icon-sm" aria-label="Close panel">
                <X />
              </Button>
            </RadixDialog.Close>
          </header>
          <section
            aria-label="Details"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
            tabIndex={0}
            className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
          >
            {children}
          </section>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
