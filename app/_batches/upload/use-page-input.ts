'use client';

import { useEffect } from 'react';

interface PageInputHandlers {
  readonly onText: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes what is pasted anywhere on the page, except into a field, and files that are dropped beside the drop zone. */
export function usePageInput({ onText, onFiles }: PageInputHandlers): void {
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
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      // The drop zone has taken it. Otherwise the browser would leave the page to show the file.
      if (event.defaultPrevented) return;
      event.preventDefault();
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('paste', take);
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('paste', take);
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, [onText, onFiles]);
}
