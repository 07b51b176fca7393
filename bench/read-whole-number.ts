/** Undefined for anything but digits within the bounds. */
export function readWholeNumber(text: string, least: number, most: number): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text) && number >= least && number <= most ? number : undefined;
}

/** Parts between commas; null when one of them cannot be read. */
export function readList<T>(text: string, read: (part: string) => T | undefined): T[] | null {
  const parts = text.split(',').map((part) => read(part.trim()));
  return parts.every((part) => part !== undefined) ? parts : null;
}
