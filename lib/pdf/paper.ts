import PDFDocument from 'pdfkit';
import { readFont, type TextRun, toRuns } from './fonts';

/** Points; A4 upright. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48 } as const;
export const CONTENT_WIDTH = PAGE.width - 2 * PAGE.margin;
const LINE_HEIGHT = 1.4;
const ELLIPSIS = '…';

export interface TextStyle {
  readonly size: number;
  /** `#rrggbb` */
  readonly color: string;
  readonly isBold?: boolean;
}

export interface Paper {
  readonly document: PDFKit.PDFDocument;
  /** Where the next thing goes, in points from the top of the page. */
  y: number;
  /** Goes on to the next page unless `height` points are left on this one. @returns whether it did */
  makeRoom(height: number): boolean;
  /** Draws one line at `x`, cut off with an ellipsis at `width`; `y` stays. */
  draw(text: string, x: number, width: number, style: TextStyle, align?: 'left' | 'right'): void;
  /** The lines of a text at a width, at most `maxLines`. */
  wrap(text: string, width: number, style: TextStyle, maxLines: number): string[];
  lineHeight(style: TextStyle): number;
}

/** An empty document with one page, whose letters come from the product's own fonts. */
export function createPaper(info: { readonly title: string }): Paper {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    info: { Title: info.title, Creator: 'Furrow' },
    lang: 'en',
    displayTitle: true,
    // A font file instead of a standard font: those know Western European letters only.
    font: readFont('latin', 400) as unknown as string,
  });
  const registered = new Set<string>();
  const choose = ({ subset }: TextRun, { size, isBold }: TextStyle): void => {
    const weight = isBold ? 600 : 400;
    const name = `${subset} ${weight}`;
    if (!registered.has(name)) document.registerFont(name, readFont(subset, weight));
    registered.add(name);
    document.font(name).fontSize(size);
  };
  const widths = new Map<string, number>();
  // Letter by letter and kept, without kerning: cutting off and wrapping ask for the same ones again and again.
  const letterWidth = (letter: string, run: TextRun, style: TextStyle): number => {
    const key = `${style.size} ${style.isBold ?? false} ${letter}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    choose(run, style);
    const width = document.widthOfString(letter);
    widths.set(key, width);
    return width;
  };
  const runWidth = (run: TextRun, style: TextStyle): number =>
    [...run.text].reduce((sum, letter) => sum + letterWidth(letter, run, style), 0);
  const widthOf = (text: string, style: TextStyle): number =>
    toRuns(text).reduce((sum, run) => sum + runWidth(run, style), 0);
  const shorten = (text: string, width: number, style: TextStyle): string =>
    widthOf(text, style) <= width ? text : cutOff(text, (part) => widthOf(part + ELLIPSIS, style) <= width);

  const paper: Paper = {
    document,
    y: PAGE.margin,
    makeRoom: (height) => {
      if (paper.y + height <= PAGE.height - PAGE.margin) return false;
      document.addPage();
      paper.y = PAGE.margin;
      return true;
    },
    draw: (text, x, width, style, align = 'left') => {
      const shown = shorten(text, width, style);
      let at = align === 'right' ? x + width - widthOf(shown, style) : x;
      for (const run of toRuns(shown)) {
        const width = runWidth(run, style);
        choose(run, style);
        document.fillColor(style.color).text(run.text, at, paper.y, { lineBreak: false });
        at += width;
      }
    },
    wrap: (text, width, style, maxLines) =>
      wrapWords(text, maxLines, (line) => widthOf(line, style) <= width),
    lineHeight: ({ size }) => size * LINE_HEIGHT,
  };
  return paper;
}

/** The longest beginning that fits, with an ellipsis. */
function cutOff(text: string, fits: (part: string) => boolean): string {
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(letters.slice(0, middle).join(''))) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join('').trimEnd() + ELLIPSIS;
}

/** Breaks at blanks; what is longer than a line, and what is left after the last one, is cut off when it is drawn. */
function wrapWords(text: string, maxLines: number, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let rest = text.trim().split(/\s+/u);
  while (rest.length > 0 && lines.length < maxLines) {
    const isLast = lines.length === maxLines - 1;
    let count = 1;
    while (count < rest.length && fits(rest.slice(0, count + 1).join(' '))) count += 1;
    lines.push(rest.slice(0, isLast ? undefined : count).join(' '));
    rest = isLast ? [] : rest.slice(count);
  }
  return lines;
}
