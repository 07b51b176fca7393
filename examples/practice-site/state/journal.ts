export type JournalEntry = { readonly at: string; readonly key: string; readonly path: string };

/** In which order the rows arrived. */
export type Journal = {
  readonly record: (key: string, path: string) => void;
  readonly list: () => readonly JournalEntry[];
  readonly reset: () => void;
};

/** Long benchmarks must not fill the memory: beyond this the older half is forgotten. */
const maxEntryCount = 200_000;

export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  return {
    record(key, path) {
      if (entries.length >= maxEntryCount) entries = entries.slice(maxEntryCount / 2);
      entries.push({ at: new Date().toISOString(), key, path });
    },
    list: () => entries,
    reset() {
      entries = [];
    },
  };
}
