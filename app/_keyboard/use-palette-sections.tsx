'use client';

import { useRouter } from 'next/navigation';
import { BatchStatusBadge } from '@/app/_components/status-badge';
import type { BatchListItemJson } from '@/lib/domain/wire/batch';
import { Kbd } from './kbd';
import { useOffers } from './offers';
import { type PageCommand, pageCommands } from './page-commands';
import { narrowSections, type PaletteEntry, type PaletteSection } from './palette-entries';
import { useFoundAutomations } from './use-found-automations';
import { useFoundBatches } from './use-found-batches';
import { useFoundRows } from './use-found-rows';
import { usePlaces } from './use-places';

interface Actions {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** What the palette offers for a text, narrowed to what answers to it. */
export function usePaletteSections(
  text: string,
  { onClose, onHelp }: Actions,
): { readonly sections: readonly PaletteSection[]; readonly isSearching: boolean } {
  const router = useRouter();
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  const commands = useOffers(pageCommands).map((command) => commandEntry(command, go, onClose));
  const places = usePlaces().map(({ href, label }) => ({
    ...{ value: href, label, words: 'go to' },
    choose: () => go(href),
  }));
  const automations = useFoundAutomations(text).map(({ name, title }) => ({
    ...{ value: `automation ${name}`, label: title, hint: name, words: name },
    choose: () => go(`/automations/${name}`),
  }));
  const rows = useFoundRows(text, onClose);
  const { batches, isSearching } = useFoundBatches(text);
  const found = batches.map((batch) => ({
    ...batchEntry(batch),
    // Found for another text, it stays for as long as its name answers to this one.
    ...{ isFound: !isSearching, choose: () => go(`/batches/${batch.id}`) },
  }));
  const keys: PaletteEntry = {
    ...{ value: 'keys', label: 'Keys of this page', words: 'keyboard help' },
    ...{ hint: <Kbd keys="?" />, choose: onHelp },
  };
  const all = [
    { title: 'On this page', entries: commands },
    { title: 'Go to', entries: [...places, keys] },
    { title: 'Rows of this batch', entries: rows.entries },
    { title: 'Batches', entries: found },
    { title: 'Automations', entries: automations },
  ];
  return { sections: narrowSections(all, text), isSearching: isSearching || rows.isSearching };
}

function batchEntry({ id, name, status, outcome, reason }: BatchListItemJson) {
  const hint = <BatchStatusBadge state={status} outcome={outcome} reason={reason} />;
  return { value: id, label: name, hint };
}

function commandEntry(
  { label, hint, act }: PageCommand,
  go: (href: string) => void,
  onClose: () => void,
): PaletteEntry {
  const choose = () => {
    if ('href' in act) return go(act.href);
    onClose();
    if ('run' in act) act.run();
    // An attachment: the page stays.
    else window.location.assign(act.download);
  };
  return { value: `${label} ${hint ?? ''}`.trim(), label, hint, words: hint, choose };
}
