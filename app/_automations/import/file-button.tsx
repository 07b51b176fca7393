'use client';

import { useRef } from 'react';
import { Button } from '@/app/_components/ui/button';

interface FileButtonProps {
  readonly label: string;
  readonly accept?: string;
  readonly onFile: (file: File) => void;
}

/** A button that asks for one file. */
export function FileButton({ label, accept, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button type="button" onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        // Only the button is there for people, whatever they read the page with.
        aria-hidden
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
