import { ARIA_ROLES } from '../../automation/aria-roles';
import type { RawLocator } from '../../automation/locator';
import { NotTaken } from '../not-taken';

const MAX_PARTS = 10;
const ROLE = /^([a-z]+)(?:\[name=(["'])(.*?)\2(i|s)?\])?$/;

/** A selector in Playwright's own text form: CSS, `text=Save`, `xpath=//a`, parts joined by `>>`. @throws NotTaken */
export function readSelector(selector: string): RawLocator {
  const parts = selector.split(/\s*>>\s*/);
  if (parts.length > MAX_PARTS) throw new NotTaken('the selector is too long');
  let found: RawLocator | undefined;
  for (const part of parts) {
    const nth = /^nth=(-?\d+)$/.exec(part)?.[1];
    if (nth !== undefined && found) found = { ...found, nth: Number(nth) };
    else if (part !== 'visible=true') found = { ...readPart(part), ...(found && { within: found }) };
  }
  if (!found) throw new NotTaken('an empty selector');
  return found;
}

function readPart(part: string): RawLocator {
  const [, engine = '', body = ''] = /^([a-z][\w:-]*)=(.*)$/s.exec(part) ?? [];
  switch (engine) {
    case 'text':
      return textOf(body);
    case 'css':
      return { css: filled(body) };
    case 'xpath':
      return { xpath: filled(body) };
    case 'id':
      return { css: `[id=${JSON.stringify(body)}]` };
    case 'data-testid':
      return { testid: filled(body) };
    case 'role':
      return roleOf(body);
    case '':
      return plainOf(part);
    default:
      throw new NotTaken(`a selector of the kind ${engine}`);
  }
}

function plainOf(part: string): RawLocator {
  if (part.startsWith('//') || part.startsWith('..')) return { xpath: part };
  const testid = /^\[data-testid=(["']?)([^"'\]]+)\1\]$/.exec(part)?.[2];
  if (testid !== undefined) return { testid };
  const placeholder = /^\[placeholder=(["'])([^"'\]]+)\1\]$/.exec(part)?.[2];
  if (placeholder !== undefined) return { placeholder, exact: true };
  return /^(["']).*\1$/s.test(part) ? textOf(part) : { css: filled(part) };
}

/** `text="Save"` is the whole text, `text=Save` a part of it. */
function textOf(body: string): RawLocator {
  if (/^\/.*\/\w*$/s.test(body)) throw new NotTaken(`a pattern: ${body}`);
  const quoted = /^(["'])(.*)\1$/s.exec(body)?.[2];
  return quoted === undefined ? { text: filled(body) } : { text: filled(quoted), exact: true };
}

function roleOf(body: string): RawLocator {
  const [, name = '', , words] = ROLE.exec(body) ?? [];
  const role = ARIA_ROLES.find((known) => known === name);
  if (!role) throw new NotTaken('a role that is not known');
  return words === undefined || words === '' ? { role } : { role, name: words };
}

function filled(text: string): string {
  if (text.trim() === '') throw new NotTaken('an empty selector');
  return text.trim();
}
