import type { DialectJson } from '@/lib/domain/wire/dialect';
import { percentOf } from '../format';

/** What tables are cut by; the order is that of how often people meet them. */
const DELIMITERS = [
  { value: ',', label: 'comma ,' },
  { value: ';', label: 'semicolon ;' },
  { value: '\t', label: 'tab' },
  { value: '|', label: 'bar |' },
];

const NAMES: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** A delimiter that is no character of any table stands for a single column. */
export function delimiterName(delimiter: string): string {
  return NAMES[delimiter] ?? (delimiter < ' ' ? 'one column' : delimiter);
}

/** The usual delimiters, with the one in use when it is none of them. */
export function delimiterOptions(used: string): { value: string; label: string }[] {
  if (DELIMITERS.some(({ value }) => value === used)) return DELIMITERS;
  return [{ value: used, label: delimiterName(used) }, ...DELIMITERS];
}

const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'iso-8859-15',
  'koi8-r',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
  'ibm850',
];

const ENCODING_NAMES: Readonly<Record<string, string>> = {
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  'windows-1252': 'Windows-1252',
  shift_jis: 'Shift JIS',
  gb18030: 'GB18030',
  big5: 'Big5',
};

const ENCODING_HINTS: Readonly<Record<string, string>> = {
  'windows-1252': 'Excel in Western Europe and America',
  'windows-1250': 'Excel in Central Europe',
  'windows-1251': 'Excel with Cyrillic',
  shift_jis: 'Excel in Japan',
  gb18030: 'Excel in China',
  ibm850: 'DOS, old mainframes',
};

export function encodingName(encoding: string): string {
  return ENCODING_NAMES[encoding] ?? encoding.toUpperCase();
}

/** "Windows-1252 (92 %)": the encoding, and how sure the reader is where it had to guess. */
export function encodingText({ encoding, encoding_confidence: confidence }: DialectJson): string {
  const name = encodingName(encoding);
  return confidence === null ? name : `${name} (${percentOf(confidence, 1)} %)`;
}

interface EncodingOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** The one in use and its likely alternatives first, then the usual ones. */
export function encodingOptions(dialect: DialectJson): EncodingOption[] {
  const { encoding, encoding_confidence: confidence, encoding_alternatives: alternatives } = dialect;
  const likely = [{ encoding, confidence }, ...alternatives.filter((other) => other.encoding !== encoding)];
  const known = new Set(likely.map((other) => other.encoding));
  return [
    ...likely,
    ...ENCODINGS.filter((name) => !known.has(name)).map((name) => ({ encoding: name, confidence: null })),
  ].map((option) => toOption(option.encoding, option.confidence));
}

function toOption(encoding: string, confidence: number | null): EncodingOption {
  const description =
    confidence === null ? ENCODING_HINTS[encoding] : `likely, ${percentOf(confidence, 1)} %`;
  return { value: encoding, label: encodingName(encoding), ...(description ? { description } : {}) };
}

/** Values of a select may not be empty, so "none" stands for no quote. */
export const QUOTES = [
  { value: '"', label: 'double quote "' },
  { value: "'", label: "single quote '" },
  { value: 'none', label: 'nothing' },
];

export function quoteValue(quote: string): string {
  return quote === '' ? 'none' : quote;
}
