/** What a row has read so far. */
export interface RowOutputs {
  set(name: string, value: unknown): void;
  /** @param isRepeated the step stands in a loop: its list goes on where the round before ended */
  add(name: string, values: readonly unknown[], isRepeated: boolean): void;
  /** Has a list that nothing was added to yet; what is there stays. */
  beginList(name: string): void;
  /** What is called to go back to what there is now. */
  mark(): () => void;
  all(): Readonly<Record<string, unknown>>;
}

/** @param names of those that are kept: a used automation may read more */
export function createOutputs(names: readonly string[]): RowOutputs {
  const kept = new Set(names);
  let values: Record<string, unknown> = {};
  return {
    set: (name, value) => {
      if (kept.has(name)) values[name] = value;
    },
    add: (name, added, isRepeated) => {
      if (!kept.has(name)) return;
      const before = values[name];
      values[name] = isRepeated && Array.isArray(before) ? [...before, ...added] : added;
    },
    beginList: (name) => {
      if (kept.has(name)) values[name] ??= [];
    },
    mark: () => {
      const before = { ...values };
      return () => {
        values = { ...before };
      };
    },
    all: () => values,
  };
}
