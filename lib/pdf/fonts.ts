import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Not the variable font of the screens: the PDF writer cannot take single letters out of WOFF2.
const PACKAGE = '@fontsource/inter';
/** In the order in which they are asked; together they have Latin, Greek and Cyrillic letters. */
const SUBSETS = [
  'latin',
  'latin-ext',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'vietnamese',
] as const;

export type FontSubset = (typeof SUBSETS)[number];

/** Text of one subset, which one font can draw. */
export interface TextRun {
  readonly subset: FontSubset;
  readonly text: string;
}

type Range = readonly [from: number, to: number];

/** Stands for a letter that none of the fonts has. */
const UNKNOWN = '?';

let ranges: ReadonlyMap<FontSubset, readonly Range[]> | undefined;

export type FontWeight = 400 | 600;

/** The font file of a subset, WOFF. */
export function readFont(subset: FontSubset, weight: FontWeight): Buffer {
  return readFileSync(join(packageFolder(), 'files', `inter-${subset}-${weight}-normal.woff`));
}

/** Cuts a text where the font changes. Control characters become blanks, letters without a font a question mark. */
export function toRuns(text: string): TextRun[] {
  const runs: { subset: FontSubset; text: string }[] = [];
  for (const letter of text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')) {
    const subset = subsetOf(letter.codePointAt(0) ?? 0);
    const last = runs.at(-1);
    const drawn = subset === undefined ? UNKNOWN : letter;
    if (last && (subset === undefined || last.subset === subset)) last.text += drawn;
    else runs.push({ subset: subset ?? 'latin', text: drawn });
  }
  return runs;
}

/** Whether a letter of the text cannot be drawn. */
export function lacksLetters(text: string): boolean {
  return [...text.normalize('NFC')].some(
    (letter) => !/[\p{Cc}\p{Cf}]/u.test(letter) && subsetOf(letter.codePointAt(0) ?? 0) === undefined,
  );
}

function subsetOf(codePoint: number): FontSubset | undefined {
  ranges ??= readRanges();
  return SUBSETS.find((subset) =>
    ranges?.get(subset)?.some(([from, to]) => from <= codePoint && codePoint <= to),
  );
}

function readRanges(): ReadonlyMap<FontSubset, readonly Range[]> {
  const listed = JSON.parse(readFileSync(join(packageFolder(), 'unicode.json'), 'utf8')) as Record<
    string,
    string
  >;
  return new Map(SUBSETS.map((subset) => [subset, (listed[subset] ?? '').split(',').map(toRange)]));
}

/** `U+0100-02BA` or `U+0131`. */
function toRange(text: string): Range {
  const [from = '', to = from] = text.trim().replace('U+', '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

/** Searched for as Node does, upwards from this file: a bundler would want to pack what it sees resolved. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'node_modules', PACKAGE);
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${PACKAGE} is not installed.`);
    folder = parent;
  }
}
