import { MIN_SECRET_LENGTH } from '../domain/secret';
import { base64Patterns, hexPattern, plainPattern, wholeWritings } from './text-forms';

/** Stands where a secret stood. */
export const REDACTED = '•••';

/** Takes the secrets of one attempt out of everything that is stored or logged of it. */
export interface Redactor {
  /** The texts that must not be seen, trimmed; long ones also line by line. */
  readonly values: readonly string[];
  redact(text: string): string;
  /** A copy of JSON-like data: in texts, numbers and keys. */
  redactData<T>(data: T): T;
  /** The error with message and stack redacted; anything else thrown as a redacted text. */
  redactError(error: unknown): unknown;
}

/** Lines of a key file are taken out one by one: pages break them anew, and logs keep only the first. */
const MIN_LINE_LENGTH = 8;

/** Longer ones take the engine too long (64 signs of all kinds: 0.1 s at most, once), and are looked for as they are. */
const MAX_PATTERN_LENGTH = 64;

/** @param values what must not be seen; texts shorter than a secret can be are left out */
export function createRedactor(values: Iterable<string>): Redactor {
  const known = [...new Set([...values].flatMap(partsOf))].sort((a, b) => b.length - a.length);
  const redact = known.length === 0 ? (text: string) => text : createReplacer(known);
  return {
    values: known,
    redact,
    redactData: (data) => redactData(data, redact),
    redactError: errorOf(redact),
  };
}

export const NO_SECRETS: Redactor = createRedactor([]);

function partsOf(value: string): string[] {
  const whole = value.trim();
  const lines = whole.includes('\n') ? whole.split('\n').map((line) => line.trim()) : [];
  const key = /^otpauth:/i.test(whole) ? (URL.parse(whole)?.searchParams.get('secret') ?? '') : '';
  const parts = [
    whole,
    whole.replace(/\s+/gu, ''),
    key,
    ...lines.filter((line) => line.length >= MIN_LINE_LENGTH),
  ];
  return parts.filter((part) => part.length >= MIN_SECRET_LENGTH);
}

type Replace = (text: string) => string;

function createReplacer(values: readonly string[]): Replace {
  const isShort = (value: string) => value.length <= MAX_PATTERN_LENGTH;
  const long = values.filter((value) => !isShort(value)).flatMap(wholeWritings);
  const short = values.filter(isShort);
  const patterns = [
    { flags: 'giu', sources: [...short.map(plainPattern), ...short.map(hexPattern)] },
    { flags: 'gu', sources: short.flatMap(base64Patterns) },
  ].filter(({ sources }) => sources.length > 0);
  const replaceShort = patterns.map(({ sources, flags }) => patternReplacer(sources, flags));
  const replaceLong: Replace = (text) => long.reduce((rest, one) => rest.replaceAll(one, REDACTED), text);
  return (text) => replaceShort.reduce((rest, replace) => replace(rest), replaceLong(text));
}

/** The engine's own complaint would quote the pattern, and with it the secrets. */
function patternReplacer(sources: readonly string[], flags: string): Replace {
  try {
    const pattern = new RegExp(sources.join('|'), flags);
    return (text) => {
      try {
        return text.replace(pattern, REDACTED);
      } catch {
        throw patternFailed();
      }
    };
  } catch {
    throw patternFailed();
  }
}

function patternFailed(): Error {
  return new Error('The pattern that finds secrets does not work.');
}

function redactData<T>(data: T, redact: (text: string) => string): T {
  if (typeof data === 'string') return redact(data) as T;
  if (typeof data === 'number' || typeof data === 'bigint') {
    const text = redact(String(data));
    return text === String(data) ? data : (text as T);
  }
  if (Array.isArray(data)) return data.map((item) => redactData(item, redact)) as T;
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([key, item]) => [redact(key), redactData(item, redact)]);
  return Object.fromEntries(entries) as T;
}

function errorOf(redact: (text: string) => string): (error: unknown) => unknown {
  return (error) => {
    if (!(error instanceof Error)) return redact(String(error));
    const copy = new Error(redact(error.message));
    copy.name = error.name;
    copy.stack = redact(error.stack ?? '');
    return copy;
  };
}
