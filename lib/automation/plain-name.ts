/** A name without case, accents, spaces, underscores and punctuation; letters of all scripts stay. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
