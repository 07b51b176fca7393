/**
 * Finds the next place of one character. It remembers the last place found, so that asking again before reaching it
 * costs nothing: a text is searched once however many questions there are. The empty character is nowhere.
 */
export class CharFinder {
  private readonly char: string;
  private text = '';
  private next = -1;

  constructor(char: string) {
    this.char = char;
  }

  start(text: string): void {
    this.text = text;
    this.next = -1;
  }

  /** The first place at or after `from`, or -1. `from` must not go back within one text. */
  find(from: number): number {
    if (this.next < from) {
      const found = this.char === '' ? -1 : this.text.indexOf(this.char, from);
      this.next = found === -1 ? Number.MAX_SAFE_INTEGER : found;
    }
    return this.next === Number.MAX_SAFE_INTEGER ? -1 : this.next;
  }
}
