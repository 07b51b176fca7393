'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const EVERY_MS = 1500;

/** Reads a server-rendered page anew, again and again, as long as something on it is about to change. */
export function useFreshWhile(isChanging: boolean, everyMs = EVERY_MS): void {
  const router = useRouter();
  useEffect(() => {
    if (!isChanging) return;
    const timer = setInterval(() => router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [isChanging, everyMs, router]);
}
