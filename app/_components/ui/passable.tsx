'use client';

import { type FocusEvent, type ReactNode, useEffect, useRef } from 'react';

/**
 * Messages that Tab passes through. The library behind them gives the focus back to where it was as soon as it leaves a
 * message, by which Tab would go to and fro between the two for as long as the message is shown. Here it is given back only
 * when the message that had it goes.
 */
export function Passable({ children }: { children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    const giveBack = () => {
      const isLost = document.activeElement === document.body;
      if (isLost && before.current instanceof HTMLElement) before.current.focus();
    };
    const observer = new MutationObserver((records) => {
      if (before.current && records.some(({ removedNodes }) => removedNodes.length > 0)) giveBack();
    });
    if (area.current) observer.observe(area.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  const enter = (event: FocusEvent<HTMLElement>) => {
    event.stopPropagation();
    if (!event.currentTarget.contains(event.relatedTarget)) before.current = event.relatedTarget;
  };
  const leave = (event: FocusEvent<HTMLElement>) => {
    event.stopPropagation();
    // With a message that is gone the focus is nowhere, and has not left by itself.
    if (event.target.isConnected && !event.currentTarget.contains(event.relatedTarget)) before.current = null;
  };
  return (
    <div ref={area} className="contents" onFocusCapture={enter} onBlurCapture={leave}>
      {children}
    </div>
  );
}
