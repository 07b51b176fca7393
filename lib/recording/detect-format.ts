import { FileProcessingError } from '../domain/errors';
import { readJson } from './json-places';
import type { RecordingFormat } from './recording';

/** What a text is, and what was read to know it. */
export type Detected =
  | { readonly format: 'chrome-recorder' | 'selenium-ide'; readonly data: unknown }
  | { readonly format: 'playwright-jsonl'; readonly lines: readonly JsonLine[] }
  | { readonly format: 'playwright-javascript' | 'playwright-python' };

export interface JsonLine {
  readonly line: number;
  readonly data: unknown;
}

const KNOWN =
  'Known are: JSON of the Recorder in Chrome DevTools, Playwright codegen in JavaScript, TypeScript, Python or JSONL, and Selenium IDE projects (.side).';

/** Others that people try, told by what only they contain. */
const STRANGERS: readonly (readonly [RegExp, string])[] = [
  [
    /\busing Microsoft\.Playwright\b|\bnamespace \w+/,
    'This looks like C#. Choose another target in codegen: --target jsonl.',
  ],
  [
    /\bimport com\.microsoft\.playwright\b|\bpublic class \w+/,
    'This looks like Java. Choose another target in codegen: --target jsonl.',
  ],
  [/\bcy\.(visit|get|contains)\(/, 'This looks like Cypress.'],
  [
    /require\(['"]puppeteer|from ['"]puppeteer|@puppeteer\/replay/,
    'This looks like Puppeteer. Export the recording as JSON instead.',
  ],
  [
    /\bdriver\.(get|find_element|findElement)\(/,
    'This looks like a Selenium script. Save the project of Selenium IDE (.side) instead.',
  ],
];

/** Tells a recording's format by its content. @throws FileProcessingError `recording_unknown`, `recording_invalid`, `recording_empty` */
export function detectFormat(source: string): Detected {
  const text = source.trim();
  if (text === '') throw new FileProcessingError('recording_empty', 'The recording is empty.');
  if (text.startsWith('{') || text.startsWith('[')) return detectJson(source);
  const stranger = STRANGERS.find(([pattern]) => pattern.test(source));
  if (stranger) throw unknown(stranger[1]);
  if (/^\s*(from|import)\s+playwright\b/m.test(source) || isPythonByHand(source))
    return { format: 'playwright-python' };
  if (/@playwright\/test|['"]playwright(-core)?['"]|\bawait\s+page\d*\.|\btest\(/.test(source)) {
    return { format: 'playwright-javascript' };
  }
  throw unknown('');
}

/** Calls of a page without `await`, a semicolon or brackets around blocks. */
function isPythonByHand(source: string): boolean {
  return /\bpage\d*\.(get_by_|goto\()/.test(source) && !/;\s*$/m.test(source) && !/\bconst\b|=>/.test(source);
}

function detectJson(source: string): Detected {
  const lines = jsonLines(source);
  if (lines?.some(({ data }) => isAction(data))) return { format: 'playwright-jsonl', lines };
  const data = readJson(source);
  if (isAction(data)) return { format: 'playwright-jsonl', lines: [{ line: 1, data }] };
  const format: RecordingFormat | null = hasList(data, 'tests')
    ? 'selenium-ide'
    : hasList(data, 'steps')
      ? 'chrome-recorder'
      : null;
  if (!format) throw unknown('It is JSON, but has neither steps nor tests.');
  return { format, data } as Detected;
}

/** Null when the lines are not one document each. */
function jsonLines(source: string): JsonLine[] | null {
  const found: JsonLine[] = [];
  for (const [index, text] of source.split('\n').entries()) {
    if (text.trim() === '') continue;
    if (!text.trim().startsWith('{') || !text.trim().endsWith('}')) return null;
    try {
      found.push({ line: index + 1, data: JSON.parse(text) as unknown });
    } catch {
      return null;
    }
  }
  return found;
}

function isAction(data: unknown): boolean {
  const record = data as Record<string, unknown> | null;
  if (typeof record !== 'object' || record === null || typeof record.name !== 'string') return false;
  return (
    !Array.isArray(record.tests) &&
    ['pageAlias', 'pageGuid', 'locator', 'selector', 'signals'].some((key) => key in record)
  );
}

function hasList(data: unknown, key: string): boolean {
  return typeof data === 'object' && data !== null && Array.isArray((data as Record<string, unknown>)[key]);
}

function unknown(hint: string): FileProcessingError {
  const message = ['The recording is of no known format.', hint, KNOWN]
    .filter((part) => part !== '')
    .join(' ');
  return new FileProcessingError('recording_unknown', message);
}
