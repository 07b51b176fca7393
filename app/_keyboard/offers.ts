'use client';

import { useEffect, useId, useSyncExternalStore } from 'react';

/** What the parts of the page that is open offer, in the order in which they came. */
export interface Offers<T> {
  put(id: string, items: readonly T[]): void;
  remove(id: string): void;
  read(): readonly T[];
  subscribe(onChange: () => void): () => void;
}

export function createOffers<T>(): Offers<T> {
  const byPart = new Map<string, readonly T[]>();
  const listeners = new Set<() => void>();
  let all: readonly T[] = [];
  const change = () => {
    all = [...byPart.values()].flat();
    for (const listener of listeners) listener();
  };
  return {
    put: (id, items) => {
      byPart.set(id, items);
      change();
    },
    remove: (id) => {
      byPart.delete(id);
      change();
    },
    read: () => all,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

/** Offers something for as long as the part that calls this is on the page. */
export function useOffer<T>(offers: Offers<T>, items: readonly T[]): void {
  const id = useId();
  useEffect(() => offers.put(id, items));
  useEffect(() => () => offers.remove(id), [offers, id]);
}

const NOTHING: readonly never[] = [];

export function useOffers<T>({ subscribe, read }: Offers<T>): readonly T[] {
  return useSyncExternalStore(subscribe, read, () => NOTHING);
}
