'use client';

import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { isPageKey } from './is-page-key';
import { Kbd } from './kbd';
import { opensPalette, usePaletteKey } from './palette-key';

// Fetched when they are opened first, or are about to be: no page waits for them.
const loadPalette = () => import('./command-palette').then((module) => module.CommandPalette);
const CommandPalette = dynamic(loadPalette);
const KeyHelp = dynamic(() => import('./key-help').then((module) => module.KeyHelp));

type Opened = 'palette' | 'help' | null;

/** The palette and the list of keys, and the button that shows that there is one. */
export function Keyboard() {
  const [opened, setOpened] = useState<Opened>(null);
  const paletteKey = usePaletteKey();
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      // The K comes next, and letters soon after it.
      if (event.key === 'Control' || event.key === 'Meta') void loadPalette().catch(() => undefined);
      const wanted = opensPalette(event) ? 'palette' : event.key === '?' && isPageKey(event) ? 'help' : null;
      if (wanted === null) return;
      event.preventDefault();
      setOpened((now) => (now === wanted ? null : wanted));
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  const close = () => setOpened(null);
  return (
    <>
      <button
        type="button"
        onPointerEnter={() => void loadPalette().catch(() => undefined)}
        onClick={() => setOpened('palette')}
        className="mx-2 mb-2 flex h-8 items-center gap-2.5 rounded-md border border-line bg-raised px-2 text-left text-muted hover:bg-wash hover:text-ink"
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1">Find or do</span>
        <Kbd keys={paletteKey} />
      </button>
      {opened === 'palette' && <CommandPalette onClose={close} onHelp={() => setOpened('help')} />}
      {opened === 'help' && <KeyHelp onClose={close} />}
    </>
  );
}
