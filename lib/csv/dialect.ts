export type Newline = 'lf' | 'crlf' | 'cr' | 'mixed';

/** Which characters cut records into cells; no character quotes when `quote` is empty. */
export type Syntax = { delimiter: string; quote: string };

/** `bom`: the file says so itself. `utf8`: its bytes are valid UTF-8. `guessed`: nothing settled it. */
export type EncodingSource = 'bom' | 'chosen' | 'utf8' | 'guessed';

/** Another encoding in which the bytes make sense; confidence 0 to 1. */
export type EncodingAlternative = { encoding: string; confidence: number };

/** How sure the encoding of a file is; confidence and alternatives only when it was guessed. */
export type EncodingChoice = {
  /** Canonical name, e.g. `utf-8`, `windows-1252`, `shift_jis`. */
  encoding: string;
  encodingSource: EncodingSource;
  encodingConfidence: number | null;
  /** At most 5, best first. */
  encodingAlternatives: EncodingAlternative[];
  bom: boolean;
};

/** The part of the dialect that the text itself shows. */
export type TextDialect = Syntax & {
  newline: Newline;
  /** The 1-based line on which the header stands. */
  headerRow: number;
  /** Title and blank lines above the header. */
  skippedLines: number;
};

/** How a file writes its table. */
export type Dialect = TextDialect & EncodingChoice;
