import { defaultFilter } from 'cmdk';
import type { ReactNode } from 'react';

/** Something that the palette offers. */
export interface PaletteEntry {
  /** Unlike that of every other, without spaces at its ends. */
  readonly value: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** More words that it answers to, beside its label. */
  readonly words?: string | undefined;
  /** The server found it for just this text, perhaps by more than is shown. */
  readonly isFound?: boolean;
  readonly choose: () => void;
}

export interface PaletteSection {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

interface Scored<T> {
  readonly item: T;
  readonly score: number;
}

/** Of what the server found but its name does not show. */
const LEAST = 0.1;

/** What answers to the text: the best section first, and the best first within each; empty sections are left out. */
export function narrowSections(sections: readonly PaletteSection[], text: string): PaletteSection[] {
  const asked = text.trim();
  if (asked === '') return sections.filter(({ entries }) => entries.length > 0);
  const narrowed = sections.map((section): Scored<PaletteSection> => {
    const scored = section.entries.map((item) => ({ item, score: scoreOf(item, asked) }));
    const entries = bestFirst(scored);
    return { item: { ...section, entries }, score: Math.max(0, ...scored.map(({ score }) => score)) };
  });
  return bestFirst(narrowed);
}

function scoreOf({ label, words, isFound }: PaletteEntry, text: string): number {
  const score = defaultFilter(words ? `${label} ${words}` : label, text);
  return isFound ? Math.max(score, LEAST) : score;
}

function bestFirst<T>(scored: readonly Scored<T>[]): T[] {
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
