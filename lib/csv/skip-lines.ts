import { CharFinder } from './char-finder';

/** What was dropped; `head` is the beginning of the first line. */
export type SkippedLines = { lines: number; head: string };

const HEAD_CHARS = 16;

/**
 * Drops the first lines of a text, whatever they hold: a quote that opens in a title must not swallow the table.
 * Nothing comes when the text has no more lines than that.
 */
export async function* skipLines(
  source: AsyncIterable<string>,
  count: number,
  skipped: SkippedLines,
): AsyncGenerator<string> {
  const skipper = new LineSkipper(count, skipped);
  for await (const chunk of source) {
    const rest = skipper.skip(chunk);
    if (rest !== '') yield rest;
  }
}

class LineSkipper {
  private readonly count: number;
  private readonly skipped: SkippedLines;
  private readonly lineFeeds = new CharFinder('\n');
  private readonly returns = new CharFinder('\r');
  private endsInCr = false;

  constructor(count: number, skipped: SkippedLines) {
    this.count = count;
    this.skipped = skipped;
  }

  /** The part of the next chunk that lies below the skipped lines. */
  skip(chunk: string): string {
    const { skipped } = this;
    if (skipped.lines === 0) skipped.head = (skipped.head + chunk).slice(0, HEAD_CHARS);
    let at = this.endsInCr && chunk.startsWith('\n') ? 1 : 0;
    this.endsInCr = false;
    this.lineFeeds.start(chunk);
    this.returns.start(chunk);
    while (skipped.lines < this.count && at < chunk.length) at = this.nextLine(chunk, at);
    return chunk.slice(at);
  }

  private nextLine(chunk: string, from: number): number {
    const ends = [this.lineFeeds.find(from), this.returns.find(from)].filter((end) => end !== -1);
    if (ends.length === 0) return chunk.length;
    const end = Math.min(...ends);
    this.skipped.lines += 1;
    this.endsInCr = chunk[end] === '\r' && end + 1 === chunk.length;
    return chunk.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
}
