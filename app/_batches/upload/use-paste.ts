'use client';

import { useEffect } from 'react';

interface PasteHandlers {
  readonly onText: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes what is pasted anywhere on the page, except into a field. */
export function usePaste({ onText, onFiles }: PasteHandlers): void {
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const target = event.target as Element | null;
      if (!event.clipboardData || target?.closest('input, textarea, select, [contenteditable]')) return;
      const files = [...event.clipboardData.files];
      const text = event.clipboardData.getData('text/plain');
      // A spreadsheet offers a picture of the cells beside their text.
      if (text !== '') onText(text);
      else if (files.length > 0) onFiles(files);
    };
    document.addEventListener('paste', take);
    return () => document.removeEventListener('paste', take);
  }, [onText, onFiles]);
}
