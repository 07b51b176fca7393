'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { isPageKey } from '@/app/_keyboard/is-page-key';
import { EVERYWHERE, usePageKeys } from '@/app/_keyboard/page-keys';
import { useBrowserNotifications, useShowNew, useVisible } from './use-browser-notifications';
import { useNews } from './use-notifications';

interface Opening {
  readonly isOpen: boolean;
  readonly setIsOpen: (isOpen: boolean) => void;
}

const OpeningContext = createContext<Opening | null>(null);

/** What the bells of the dashboard share. Pages for people without an account have none. */
export function Notifications({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  useNews(useBrowserNotifications() === 'on');
  useVisible();
  useShowNew();
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key !== 'b' || !isPageKey(event)) return;
      event.preventDefault();
      setIsOpen((now) => !now);
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  usePageKeys(EVERYWHERE, [{ press: ['b'], does: 'Show notifications' }]);
  return <OpeningContext value={{ isOpen, setIsOpen }}>{children}</OpeningContext>;
}

/** Null where there are no notifications. */
export function useOpening(): Opening | null {
  return useContext(OpeningContext);
}
