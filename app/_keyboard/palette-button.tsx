'use client';

import { Search } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';
import { Kbd } from './kbd';
import { fetchPalette, useOpenPalette } from './keyboard';
import { usePaletteKey } from './palette-key';

/** Opens the palette from the side bar, and shows the key that does the same. */
export function SidePaletteButton() {
  const paletteKey = usePaletteKey();
  return (
    <button
      type="button"
      onPointerEnter={fetchPalette}
      onClick={useOpenPalette() ?? undefined}
      className="mx-2 mb-2 flex h-8 items-center gap-2.5 rounded-md border border-line bg-raised px-2 text-left text-muted hover:bg-wash hover:text-ink"
    >
      <Search aria-hidden className="size-4" />
      <span className="flex-1">Find or do</span>
      <Kbd keys={paletteKey} />
    </button>
  );
}

/** The same on top of a page, where there is no side bar and mostly no such key. */
export function PhonePaletteButton() {
  const open = useOpenPalette();
  if (open === null) return null;
  return (
    <Button variant="ghost" size="icon" aria-label="Find or do" onPointerDown={fetchPalette} onClick={open}>
      <Search aria-hidden />
    </Button>
  );
}
