'use client';

import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import type { ConfirmQuestion } from './confirm-question';
import { Later, laterPart } from './later-part';

const dialog = laterPart(() => import('./confirm-dialog').then((module) => module.ConfirmDialog));

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
      {question && (
        <Later
          part={dialog}
          question={question}
          isOpen={isOpen}
          onAnswer={close}
          onClose={() => close(false)}
        />
      )}
    </ConfirmContext>
  );
}
