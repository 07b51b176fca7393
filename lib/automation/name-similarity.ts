import { areRelated, conceptsOf, weightOf } from './column-words';

/** A name as its words' concepts, ready to be compared with many others. */
export type NameTokens = readonly string[];

const MAX_NAME_LENGTH = 200;
const MAX_TOKENS = 8;
const MAX_WORD_LENGTH = 32;
const RELATED_SIMILARITY = 0.8;
/** Below it two words are different words: `count` and `country`. */
const MIN_WORD_SIMILARITY = 0.75;

/** Takes a column's or input's name apart: `orderNo.` -> order, number; accents, case and punctuation do not count. */
export function nameTokens(name: string): NameTokens {
  const words = name
    .slice(0, MAX_NAME_LENGTH)
    .replace(/#/g, ' no ')
    .replace(/e[-_ .]mail/gi, 'email')
    .replace(/ä/gi, 'ae')
    .replace(/ö/gi, 'oe')
    .replace(/ü/gi, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .match(/\p{L}+|\p{N}+/gu);
  return (words ?? []).slice(0, MAX_TOKENS).flatMap((word) => conceptsOf(word.slice(0, MAX_WORD_LENGTH)));
}

/** 0 (nothing in common) to 1 (the same concepts): twice the weight of what matches over the weight of both. */
export function nameSimilarity(a: NameTokens, b: NameTokens): number {
  const total = weightSum(a) + weightSum(b);
  if (total === 0) return 0;
  const gains = a.map((left) => b.map((right) => pairGain(left, right)));
  let matched = 0;
  // The best pair first, then the best of what is left.
  for (let round = 0; round < Math.min(a.length, b.length); round++) {
    const best = Math.max(...gains.map((row) => Math.max(...row)));
    if (best <= 0) break;
    matched += best;
    const left = gains.findIndex((row) => row.includes(best));
    const right = gains[left]?.indexOf(best) ?? 0;
    gains[left]?.fill(0);
    for (const row of gains) row[right] = 0;
  }
  return Math.min(1, (2 * matched) / total);
}

function weightSum(tokens: NameTokens): number {
  return tokens.reduce((sum, token) => sum + weightOf(token), 0);
}

function pairGain(a: string, b: string): number {
  return (wordSimilarity(a, b) * (weightOf(a) + weightOf(b))) / 2;
}

function wordSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  if (areRelated(a, b)) return RELATED_SIMILARITY;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  // Numbers and short words are the same or not.
  if (short.length < 4 || /\p{N}/u.test(short)) return 0;
  if (short.length <= long.length * 0.6 && long.startsWith(short)) return MIN_WORD_SIMILARITY;
  if (short.length < long.length * MIN_WORD_SIMILARITY) return 0;
  const similarity = 1 - editDistance(short, long) / long.length;
  return similarity >= MIN_WORD_SIMILARITY ? similarity : 0;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
      );
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
