'use client';

import { createOffers, useOffer } from './offers';

/** Something that can be done on the page that is open. */
export interface PageCommand {
  /** Verb and object, with its count: "Retry 37 failed". */
  readonly label: string;
  /** What sets it apart from others of its kind. */
  readonly hint?: string;
  readonly act: { readonly run: () => void } | { readonly href: string } | { readonly download: string };
}

export const pageCommands = createOffers<PageCommand>();

/** Offers commands in the palette for as long as the part that calls this is on the page. */
export function usePageCommands(commands: readonly (PageCommand | false)[]): void {
  useOffer(
    pageCommands,
    commands.filter((command) => command !== false),
  );
}
