'use client';

import { useEffect, useRef, useState } from 'react';
import { atMostEvery } from './at-most-every';

/** Counts come by themselves, several times a second; what has to be asked for is asked for less often. */
export const READ_AGAIN_EVERY_MS = 500;

/** A function, always the same, that has `read` run soon: at most twice a second, however often it is called. */
export function useReadAgain(read: () => void): () => void {
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  const [throttle] = useState(() => atMostEvery(READ_AGAIN_EVERY_MS, () => latest.current()));
  useEffect(() => throttle.stop, [throttle]);
  return throttle.ask;
}
