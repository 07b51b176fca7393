import type { RecordedStep, Recording, RecordingNote } from '../recording';
import { speaksOfPassword } from '../target';
import type { InputChooser } from './input-chooser';
import { literalText } from './literal-text';

const UNKNOWN_SITE = 'https://example.com';

/** Where a recording begins. */
export interface Site {
  readonly baseUrl: string;
  readonly notes: readonly RecordingNote[];
}

/** The site of the first page that was opened. */
export function findSite({ steps, browser }: Recording): Site {
  const first = steps.find(({ action }) => action.type === 'goto' && isWebAddress(action.url));
  const url = first ? addressOf(first) : (browser.baseUrl ?? '');
  if (!isWebAddress(url)) {
    const message =
      'The recording opens no page. Write the address of the site into base_url, and a goto before the steps.';
    return {
      baseUrl: UNKNOWN_SITE,
      notes: [{ severity: 'warning', code: 'address_missing', message, line: null }],
    };
  }
  const { origin, username, password } = new URL(url);
  if (username === '' && password === '') return { baseUrl: origin, notes: [] };
  const message =
    'The address held a user name and password: put them into browser: http_credentials as secrets.';
  return {
    baseUrl: origin,
    notes: [{ severity: 'warning', code: 'http_credentials', message, line: first?.line ?? null }],
  };
}

/** No host has braces in its name, and an automation would take them for a template. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url) && !new URL(url).host.includes('{');
}

/** An address for `goto`: a path on the site, with what a row brings as templates. Null when a browser must not open it. */
export function gotoAddress(url: string, baseUrl: string, chooser: InputChooser): string | null {
  if (!isWebAddress(url)) {
    const isPath = !/^[a-z][a-z0-9+.-]*:/i.test(url) && url.trim() !== '';
    return isPath ? gotoAddress(new URL(url, baseUrl).href, baseUrl, chooser) : null;
  }
  const { origin, pathname, search, hash } = new URL(url);
  const path = pathname
    .split('/')
    .map((part) => varied(part, chooser))
    .join('/');
  const query = search
    .slice(1)
    .split('&')
    .map((pair) => variedPair(pair, chooser))
    .join('&');
  const rest = `${path}${search === '' ? '' : `?${query}`}${literalText(hash)}`;
  return origin === baseUrl ? rest : `${origin}${rest}`;
}

/** An address to compare with: as recorded, on the site only its path. */
export function urlPattern(url: string, baseUrl: string): string {
  const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
  return literalText(path.replace(/^https?:\/\/[^/@]*@/i, 'https://'));
}

function variedPair(pair: string, chooser: InputChooser): string {
  const at = pair.indexOf('=');
  if (at < 0) return literalText(pair);
  const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (speaksOfPassword(key) && value !== '') {
    const target = { locator: {}, names: [key], isPassword: true, key: `address ${key}` };
    return `${literalText(key)}=${chooser.field(target, decoded(value), 1).replace(/ ?}}$/, ' | urlencode }}')}`;
  }
  return `${literalText(key)}=${varied(value, chooser)}`;
}

function varied(part: string, chooser: InputChooser): string {
  return chooser.part(decoded(part)) ?? literalText(part);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}

function addressOf({ action }: RecordedStep): string {
  return action.type === 'goto' ? action.url : '';
}
