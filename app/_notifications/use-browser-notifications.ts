'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import {
  type BrowserNotifications,
  browserNotifications,
  holdVisible,
  showNew,
  watchBrowserNotifications,
} from './browser-notifications';
import { useNotifications } from './use-notifications';

export function useBrowserNotifications(): BrowserNotifications {
  return useSyncExternalStore(watchBrowserNotifications, browserNotifications, () => 'off');
}

/** Shows what is new as notifications of the browser while no tab is seen; a click leads to the batch in this tab. */
export function useShowNew(): void {
  const router = useRouter();
  const isOn = useBrowserNotifications() === 'on';
  const { items } = useNotifications();
  useEffect(() => {
    if (isOn) showNew(items, (href) => router.push(href)).catch(() => undefined);
  }, [isOn, items, router]);
}

/** Says to the other tabs of the browser when somebody sees this one. */
export function useVisible(): void {
  useEffect(() => {
    let leave = new AbortController();
    const note = () => {
      leave.abort();
      leave = new AbortController();
      if (document.visibilityState === 'visible') holdVisible(leave.signal);
    };
    note();
    document.addEventListener('visibilitychange', note);
    return () => {
      document.removeEventListener('visibilitychange', note);
      leave.abort();
    };
  }, []);
}
