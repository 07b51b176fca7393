const MAX_LENGTH = 40;

/** The known word nearest to a misspelt one, or null when none is near. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  if (word.length > MAX_LENGTH) return null;
  const plain = plainWord(word);
  const limit = word.length <= 4 ? 1 : 2;
  let best: { word: string; distance: number } | null = null;
  for (const candidate of known) {
    const distance = editDistance(plain, plainWord(candidate));
    if (distance <= limit && (best === null || distance < best.distance))
      best = { word: candidate, distance };
  }
  return best?.word ?? null;
}

function plainWord(word: string): string {
  return word.toLowerCase().replaceAll('-', '_');
}

/** ` Did you mean x?`, or the list of what there is when nothing is near. */
export function suggest(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  if (nearest !== null) return ` Did you mean ${nearest}?`;
  return known.length > 0 && known.length <= 40 ? ` There is: ${known.join(', ')}.` : '';
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
