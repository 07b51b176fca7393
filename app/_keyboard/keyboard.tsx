'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { isPageKey } from './is-page-key';
import { opensPalette } from './palette-key';

// Fetched when they are opened first, or are about to be: no page waits for them.
const loadPalette = () => import('./command-palette').then((module) => module.CommandPalette);
const CommandPalette = dynamic(loadPalette);
const KeyHelp = dynamic(() => import('./key-help').then((module) => module.KeyHelp));

export const fetchPalette = () => void loadPalette().catch(() => undefined);

type Opened = 'palette' | 'help' | null;

const OpenPaletteContext = createContext<(() => void) | null>(null);

/** The palette and the list of keys, and what opens them. */
export function Keyboard({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>(null);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      // The K comes next, and letters soon after it.
      if (event.key === 'Control' || event.key === 'Meta') fetchPalette();
      const wanted = opensPalette(event) ? 'palette' : event.key === '?' && isPageKey(event) ? 'help' : null;
      if (wanted === null) return;
      event.preventDefault();
      setOpened((now) => (now === wanted ? null : wanted));
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  const [openPalette] = useState(() => () => setOpened('palette'));
  const close = () => setOpened(null);
  return (
    <OpenPaletteContext value={openPalette}>
      {children}
      {opened === 'palette' && <CommandPalette onClose={close} onHelp={() => setOpened('help')} />}
      {opened === 'help' && <KeyHelp onClose={close} />}
    </OpenPaletteContext>
  );
}

/** Null on pages that have no palette: those for people without an account. */
export function useOpenPalette(): (() => void) | null {
  return useContext(OpenPaletteContext);
}
