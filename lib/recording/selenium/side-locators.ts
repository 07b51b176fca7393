import type { RawLocator } from '../../automation/locator';
import { NotTaken } from '../not-taken';
import type { RecordedTarget } from '../recording';
import { selectorNames, targetOf } from '../target';
import type { SideCommand } from './side-schema';

const NAMED_XPATH =
  /^\/\/(button|a|\w+)\[(?:contains\(\.,|text\(\)=|contains\(text\(\),)\s*(["'])(.*?)\2\)?\]$/;

/**
 * The best of the ways in which Selenium IDE found an element: a test id, a link's or button's words, the id, the
 * name, then CSS and XPath.
 */
export function sideTarget(command: SideCommand, frame: RawLocator | undefined): RecordedTarget {
  const all = [command.target, ...(command.targets ?? []).map(([locator]) => locator)].filter(
    (one) => one !== '',
  );
  const read = all.flatMap((one) => readLocator(one) ?? []).sort((a, b) => a.rank - b.rank);
  const best = read[0];
  if (!best) throw new NotTaken(`nothing says which element ${command.target || 'it'} is`);
  const names = read.flatMap(({ locator }) => [locator.name ?? '', ...selectorNames(locator.css ?? '')]);
  return targetOf(
    { ...best.locator, ...(frame && { frame }) },
    names,
    JSON.stringify([command.target, frame]),
  );
}

/** Another element that a command names: where something is dragged to. */
export function sideLocator(text: string): RawLocator {
  const read = readLocator(text);
  if (!read) throw new NotTaken(`nothing says which element ${text} is`);
  return read.locator;
}

interface Ranked {
  readonly rank: number;
  readonly locator: RawLocator;
}

function readLocator(text: string): Ranked | null {
  const [, strategy = '', rest = ''] =
    /^(id|name|css|xpath|linkText|partialLinkText|class|className)=(.*)$/s.exec(text) ?? [];
  if (strategy === '') return text.startsWith('//') || text.startsWith('(//') ? xpath(text) : null;
  if (rest.trim() === '') return null;
  switch (strategy) {
    case 'linkText':
      return { rank: 1, locator: { role: 'link', name: rest, exact: true } };
    case 'partialLinkText':
      return { rank: 1, locator: { role: 'link', name: rest } };
    case 'id':
      return {
        rank: 3,
        locator: { css: /^[A-Za-z_][\w-]*$/.test(rest) ? `#${rest}` : `[id=${quoted(rest)}]` },
      };
    case 'name':
      return { rank: 4, locator: { css: `[name=${quoted(rest)}]` } };
    case 'css':
      return css(rest);
    case 'xpath':
      return xpath(rest);
    default:
      return { rank: 6, locator: { css: `.${rest}` } };
  }
}

function css(selector: string): Ranked {
  const testid = /^\*?\[data-testid=(["']?)([^"'\]]+)\1\]$/.exec(selector)?.[2];
  return testid === undefined ? { rank: 5, locator: { css: selector } } : { rank: 0, locator: { testid } };
}

/** `//button[contains(.,'Save')]` names the button. */
function xpath(expression: string): Ranked {
  const [, tag = '', , words = ''] = NAMED_XPATH.exec(expression) ?? [];
  if (words !== '' && tag === 'button') return { rank: 2, locator: { role: 'button', name: words } };
  if (words !== '' && tag === 'a') return { rank: 2, locator: { role: 'link', name: words } };
  return { rank: 7, locator: { xpath: expression } };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
