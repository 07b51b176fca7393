import type { RawLocator } from '../automation/locator';
import type { RecordedTarget } from './recording';

/** Fields whose value is nobody's business, in the languages that forms come in. */
const PASSWORD =
  /pass[ _-]?(word|wd|phrase|code)|^pass$|\bpwd\b|passwd|kennwort|passwort|mot[ _-]?de[ _-]?passe|contrase|senha|wachtwoord|hasło|парол|密码|パスワード|type=["']?password/i;
const SECRET = /^pin$|\bcvv\b|\bcvc\b|api[ _-]?key|secret|security code/i;

/** Words of `#order-no`, `[name="order_no"]`, `input[id=orderNo]`: the last part of a selector that names something. */
const CSS_NAME =
  /#([\w-]+)|\[(?:name|id|data-[\w-]+|aria-label|placeholder)[*^$~|]?=\s*["']?([^"'\]]+)["']?\]/g;

/**
 * An element with what it may be called: as its locator says, then the other names.
 * @param more further names that the recording gives, the best first
 * @param key what tells the element from others, where the locator depends on how it was used
 */
export function targetOf(
  locator: RawLocator,
  more: readonly string[] = [],
  key = JSON.stringify(locator),
): RecordedTarget {
  const names = [...locatorNames(locator), ...more].map((name) => name.trim()).filter((name) => name !== '');
  const texts = [...names, locator.css ?? '', locator.xpath ?? ''];
  return {
    locator,
    names: [...new Set(names)],
    key,
    isPassword: texts.some((text) => PASSWORD.test(text) || SECRET.test(text)),
  };
}

/** Whether a text speaks of something secret. */
export function speaksOfPassword(text: string): boolean {
  return PASSWORD.test(text) || SECRET.test(text);
}

function locatorNames(locator: RawLocator): string[] {
  const { label, name, placeholder, title, alt, text, testid, css, xpath } = locator;
  const said = [label, name, placeholder, title, alt, text, testid].filter((one) => one !== undefined);
  return [...said, ...selectorNames(css ?? ''), ...selectorNames(xpathAsCss(xpath ?? ''))];
}

/** The names in a CSS selector, the nearest to the element first. */
export function selectorNames(css: string): string[] {
  const found = [...css.matchAll(CSS_NAME)].map(([, id, attribute]) => id ?? attribute ?? '');
  return found.reverse();
}

function xpathAsCss(xpath: string): string {
  return xpath
    .replace(/@(id|name|placeholder|aria-label)\s*=\s*(["'])(.*?)\2/g, '[$1="$3"]')
    .replaceAll('[[', '[');
}
