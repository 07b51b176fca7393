'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { Later, laterPart } from '@/app/_components/ui/later-part';
import { isPageKey } from './is-page-key';
import { opensPalette } from './palette-key';

const palette = laterPart(() => import('./command-palette').then((module) => module.CommandPalette));
const help = laterPart(() => import('./key-help').then((module) => module.KeyHelp));

export const fetchPalette = palette.fetchAhead;

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
      {opened === 'palette' && <Later part={palette} onClose={close} onHelp={() => setOpened('help')} />}
      {opened === 'help' && <Later part={help} onClose={close} />}
    </OpenPaletteContext>
  );
}

/** Null on pages that have no palette: those for people without an account. */
export function useOpenPalette(): (() => void) | null {
  return useContext(OpenPaletteContext);
}
