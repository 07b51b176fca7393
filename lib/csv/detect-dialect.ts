import { DELIMITER_CANDIDATES, NO_DELIMITER } from './delimiters';
import { mayQuoteWithApostrophes } from './detect-quote';
import type { Syntax, TextDialect } from './dialect';
import { declaredDelimiter, findHeader, type HeaderPlace, isPreamble, isSeparatorLine } from './find-header';
import { readSampleRecords, type SampleReading } from './sample-records';
import { ACCEPTED_SCORE, scoreReading } from './score-reading';

/** What is known before looking at the text; what is absent is found. */
export type DialectChoices = {
  delimiter?: string | undefined;
  quote?: string | undefined;
  /** The header stands on the first line of the text, which is this line of the file. */
  headerRow?: number | undefined;
  fallbackDelimiter?: string | undefined;
  /** False when the text is only the beginning of the file. */
  isWhole?: boolean | undefined;
};

/** `isHeaderFound` is false when the text holds nothing but blank lines. */
export type FoundDialect = { dialect: TextDialect; titleLines: number[]; isHeaderFound: boolean };

type Candidate = { reading: SampleReading; header: HeaderPlace; score: number };

/** A table below a title has to fit better than one that begins at once. */
const TITLED = 0.85;
/** How much better a table has to be with apostrophes as quotes, when not its header stands in them. */
const CLEARLY_BETTER = 0.1;

/**
 * Finds delimiter, quote, newline and header line. Every combination is tried with the reader's own parts and scored
 * by how evenly it cuts the records; one column is a valid answer.
 */
export function detectDialect(text: string, choices: DialectChoices = {}): FoundDialect {
  const { quote } = choices;
  if (quote !== undefined) return describeBest(best(text, quote, choices), choices);
  const usual = best(text, '"', choices);
  if (!mayQuoteWithApostrophes(text)) return describeBest(usual, choices);
  const apostrophes = best(text, "'", choices);
  const isQuotedHeader = usual.reading.records[usual.header.index]?.cells.every(isInApostrophes) ?? false;
  const isBetter = apostrophes.score >= usual.score + (isQuotedHeader ? 0 : CLEARLY_BETTER);
  return describeBest(isBetter ? apostrophes : usual, choices);
}

function isInApostrophes(cell: string): boolean {
  return cell.length > 1 && cell.startsWith("'") && cell.endsWith("'");
}

function best(text: string, quote: string, choices: DialectChoices): Candidate {
  const declared = choices.headerRow === undefined ? declaredDelimiter(text) : null;
  const known = choices.delimiter ?? declared;
  if (known !== null && known !== quote) return readCandidate(text, { delimiter: known, quote }, choices);
  const fallback = choices.fallbackDelimiter ?? ',';
  const delimiters = new Set([fallback, ...DELIMITER_CANDIDATES].filter((character) => character !== quote));
  const candidates = [...delimiters].map((delimiter) => readCandidate(text, { delimiter, quote }, choices));
  let winner = candidates[0] as Candidate;
  for (const candidate of candidates) if (candidate.score > winner.score + 1e-9) winner = candidate;
  if (winner.score >= ACCEPTED_SCORE) return winner;
  return readCandidate(text, { delimiter: undecided(text, candidates), quote }, choices);
}

/** The fallback counts when the header uses it as a separator and not as a comma in a sentence. */
function undecided(text: string, candidates: readonly Candidate[]): string {
  const { reading, header } = candidates[0] as Candidate;
  const cells = reading.records[header.index]?.cells ?? [];
  if (cells.length > 1 && !cells.slice(1).some((cell) => cell.startsWith(' '))) return reading.delimiter;
  const unused = candidates.find((candidate) => !text.includes(candidate.reading.delimiter));
  return unused?.reading.delimiter ?? NO_DELIMITER;
}

function readCandidate(text: string, syntax: Syntax, choices: DialectChoices): Candidate {
  const { headerRow, isWhole = true } = choices;
  const reading = readSampleRecords(text, syntax, { firstLine: headerRow ?? 1, isWhole });
  const header = headerRow === undefined ? findHeader(reading) : { index: 0, isTitled: false };
  const score = scoreReading(reading, header.index) * (header.isTitled ? TITLED : 1);
  return { reading, header, score };
}

function describeBest({ reading, header }: Candidate, { headerRow }: DialectChoices): FoundDialect {
  const { delimiter, quote, newline, records } = reading;
  const line = records[header.index]?.line ?? headerRow ?? 1;
  const above = records.slice(0, header.index);
  const declared = headerRow === undefined && above.some(isSeparatorLine) ? 1 : 0;
  return {
    dialect: { delimiter, quote, newline, headerRow: line, skippedLines: line - 1 - declared },
    titleLines: above
      .filter((record) => !record.isBlank && !isPreamble(record, delimiter))
      .map((record) => record.line),
    isHeaderFound: records.some((record) => !isPreamble(record, delimiter)),
  };
}
