'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { Dialog as RadixDialog } from 'radix-ui';
import { useRef, useState } from 'react';
import { BatchStatusBadge } from '@/app/_components/status-badge';
import { overlayStyle } from '@/app/_components/ui/dialog';
import { Kbd } from './kbd';
import { useOffers } from './offers';
import { type PageCommand, pageCommands } from './page-commands';
import { PaletteGroup, PaletteItem } from './palette-item';
import { useFoundBatches } from './use-found-batches';
import { usePlaces } from './use-places';

interface CommandPaletteProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** Everything that can be gone to or done from here, by typing a part of its name. */
export function CommandPalette({ onClose, onHelp }: CommandPaletteProps) {
  const [text, setText] = useState('');
  const focusBefore = useRef(document.activeElement);
  const router = useRouter();
  const commands = useOffers(pageCommands);
  const places = usePlaces();
  const { batches, isSearching } = useFoundBatches(text);
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  const act = ({ act: how }: PageCommand) => {
    if ('href' in how) return go(how.href);
    onClose();
    if ('run' in how) how.run();
    // An attachment: the page stays.
    else window.location.assign(how.download);
  };
  return (
    <RadixDialog.Root open onOpenChange={onClose}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlayStyle} />
        <RadixDialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (focusBefore.current instanceof HTMLElement) focusBefore.current.focus();
          }}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden rounded-lg bg-raised shadow-float"
        >
          <RadixDialog.Title className="sr-only">Find or do</RadixDialog.Title>
          <Command label="Find or do" loop>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Find a batch or a page, or do something"
              className="h-11 w-full border-line border-b bg-transparent px-4 outline-none placeholder:text-faint"
            />
            <Command.List
              label="What is found"
              tabIndex={-1}
              className="max-h-[55vh] overflow-y-auto px-1.5 pt-1.5 outline-none"
            >
              {commands.length > 0 && (
                <PaletteGroup title="On this page">
                  {commands.map((command) => (
                    <PaletteItem
                      key={`${command.label} ${command.hint}`}
                      value={`${command.label} ${command.hint ?? ''}`}
                      hint={command.hint}
                      onChoose={() => act(command)}
                    >
                      {command.label}
                    </PaletteItem>
                  ))}
                </PaletteGroup>
              )}
              <PaletteGroup title="Go to">
                {places.map(({ href, label }) => (
                  <PaletteItem key={href} value={`Go to ${label}`} onChoose={() => go(href)}>
                    {label}
                  </PaletteItem>
                ))}
                <PaletteItem
                  value="Show the keys of this page, keyboard help"
                  hint={<Kbd keys="?" />}
                  onChoose={onHelp}
                >
                  Keys of this page
                </PaletteItem>
              </PaletteGroup>
              {batches.length > 0 && (
                <PaletteGroup title="Batches">
                  {batches.map((batch) => (
                    <PaletteItem
                      key={batch.id}
                      value={batch.id}
                      // Found by the server: whatever was typed is in it somewhere.
                      keywords={[text, batch.name]}
                      hint={
                        <BatchStatusBadge
                          state={batch.status}
                          outcome={batch.outcome}
                          reason={batch.reason}
                        />
                      }
                      onChoose={() => go(`/batches/${batch.id}`)}
                    >
                      {batch.name}
                    </PaletteItem>
                  ))}
                </PaletteGroup>
              )}
            </Command.List>
            {/* Beside the list: within it only options may stand. */}
            <Command.Empty className="px-4 pb-4 text-muted">
              {isSearching ? 'Looking…' : 'Nothing is called that.'}
            </Command.Empty>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
