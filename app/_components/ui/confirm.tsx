'use client';

import { AlertDialog } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { Button } from './button';
import { DialogActions, overlayStyle } from './dialog';
import { useFocusReturn } from './use-focus-return';

export interface ConfirmQuestion {
  /** The question: "Stop Orders May?" */
  readonly title: string;
  /** What will happen, to how much, and whether it can be undone. */
  readonly body: ReactNode;
  /** The verb, with the count: "Stop 1,792 rows". */
  readonly action: string;
  readonly isDangerous?: boolean;
}

type Ask = (question: ConfirmQuestion) => Promise<boolean>;

const ConfirmContext = createContext<Ask | null>(null);

/** Asks before something that cannot be undone: `if (await confirm({...})) ...`. Escape answers no. */
export function useConfirm(): Ask {
  const ask = useContext(ConfirmContext);
  if (ask === null) throw new Error('useConfirm needs a ConfirmProvider above it.');
  return ask;
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<ConfirmQuestion | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const focus = useFocusReturn();
  const answer = useRef<(isYes: boolean) => void>(() => {});

  const ask = useCallback<Ask>((next) => {
    answer.current(false);
    setQuestion(next);
    setIsOpen(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);

  const close = (isYes: boolean) => {
    setIsOpen(false);
    answer.current(isYes);
  };

  return (
    <ConfirmContext value={ask}>
      {children}
      <AlertDialog.Root open={isOpen} onOpenChange={(open) => !open && close(false)}>
        <AlertDialog.Portal>
          <AlertDialog.Overlay className={overlayStyle} />
          <AlertDialog.Content
            {...focus}
            className="fixed top-[18vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 animate-appear rounded-lg bg-raised p-5 shadow-float"
          >
            <AlertDialog.Title className="font-semibold text-sm">{question?.title}</AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div className="mt-1 text-muted text-sm">{question?.body}</div>
            </AlertDialog.Description>
            <DialogActions>
              <AlertDialog.Cancel asChild>
                <Button>Cancel</Button>
              </AlertDialog.Cancel>
              <Button variant={question?.isDangerous ? 'danger' : 'primary'} onClick={() => close(true)}>
                {question?.action}
              </Button>
            </DialogActions>
          </AlertDialog.Content>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </ConfirmContext>
  );
}
