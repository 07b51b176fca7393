'use client';

import { Command } from 'cmdk';
import { Dialog as RadixDialog } from 'radix-ui';
import { useState } from 'react';
import { overlayStyle } from '@/app/_components/ui/dialog';
import { useFocusReturn } from '@/app/_components/ui/use-focus-return';
import { PaletteGroup, PaletteItem } from './palette-item';
import { usePaletteSections } from './use-palette-sections';

interface CommandPaletteProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** Everything that can be gone to or done from here, by typing a part of its name. */
export function CommandPalette({ onClose, onHelp }: CommandPaletteProps) {
  const [text, setText] = useState('');
  const [moved, setMoved] = useState('');
  const focus = useFocusReturn();
  const { sections, isSearching } = usePaletteSections(text, { onClose, onHelp });
  const values = sections.flatMap(({ entries }) => entries.map(({ value }) => value));
  // Said here and not left to the list: what the server finds comes later, and Enter must always mean something.
  const selected = values.includes(moved) ? moved : (values[0] ?? '');
  return (
    <RadixDialog.Root open onOpenChange={onClose}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlayStyle} />
        <RadixDialog.Content
          aria-describedby={undefined}
          {...focus}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden rounded-lg bg-raised shadow-float"
        >
          <RadixDialog.Title className="sr-only">Find or do</RadixDialog.Title>
          <Command label="Find or do" loop shouldFilter={false} value={selected} onValueChange={setMoved}>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Find anything, or do something"
              className="h-11 w-full border-line border-b bg-transparent px-4 outline-none placeholder:text-faint"
            />
            <Command.List
              label="What is found"
              tabIndex={-1}
              className="max-h-[55vh] overflow-y-auto px-1.5 pt-1.5 outline-none"
            >
              {sections.map(({ title, entries }) => (
                <PaletteGroup key={title} title={title}>
                  {entries.map(({ value, label, hint, choose }) => (
                    <PaletteItem key={value} value={value} hint={hint} onChoose={choose}>
                      {label}
                    </PaletteItem>
                  ))}
                </PaletteGroup>
              ))}
            </Command.List>
            {/* Beside the list: within it only options may stand. */}
            {values.length === 0 && (
              <p role="presentation" className="px-4 pb-4 text-muted">
                {isSearching ? 'Looking…' : 'Nothing is called that.'}
              </p>
            )}
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
