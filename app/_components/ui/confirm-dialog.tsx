'use client';

import { AlertDialog } from 'radix-ui';
import { Button } from './button';
import type { ConfirmQuestion } from './confirm-question';
import { DialogActions, overlayStyle } from './dialog';
import { useFocusReturn } from './use-focus-return';

interface ConfirmDialogProps {
  readonly question: ConfirmQuestion;
  readonly isOpen: boolean;
  readonly onAnswer: (isYes: boolean) => void;
}

export function ConfirmDialog({ question, isOpen, onAnswer }: ConfirmDialogProps) {
  const focus = useFocusReturn();
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => !open && onAnswer(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyle} />
        <AlertDialog.Content
          {...focus}
          className="fixed top-[18vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 animate-appear rounded-lg bg-raised p-5 shadow-float"
        >
          <AlertDialog.Title className="font-semibold text-sm">{question.title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-1 text-muted text-sm">{question.body}</div>
          </AlertDialog.Description>
          <DialogActions>
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <Button variant={question.isDangerous ? 'danger' : 'primary'} onClick={() => onAnswer(true)}>
              {question.action}
            </Button>
          </DialogActions>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
