import { unsure } from './unsure.mjs';

/** White space as Playwright folds it before it compares texts. */
export function folded(text) {
  return text
    .replace(/[\u200b\u00ad]/g, '')
    .trim()
    .replace(/\s+/g, ' ');
}

function isUnread(element) {
  return ['SCRIPT', 'NOSCRIPT', 'STYLE'].includes(element.nodeName) || !!document.head?.contains(element);
}

/** The text that locators see of each element, read once for one look at the page. */
export function createTexts() {
  const full = new Map();
  const flat = new Map();
  const fullOf = (element) => {
    let text = full.get(element);
    if (text === undefined) {
      text = isUnread(element) ? '' : readText(element, fullOf);
      full.set(element, text);
    }
    return text;
  };
  const flatOf = (element) => {
    let text = flat.get(element);
    if (text === undefined) {
      text = folded(fullOf(element));
      flat.set(element, text);
    }
    return text;
  };
  return { fullOf, flatOf };
}

function readText(element, fullOf) {
  if (element instanceof HTMLInputElement && ['submit', 'button', 'reset'].includes(element.type)) {
    return element.value;
  }
  let text = '';
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === Node.TEXT_NODE) text += child.nodeValue;
    else if (child.nodeType === Node.ELEMENT_NODE) text += fullOf(child);
  }
  return text;
}

/** What a folded text has to be: the same, or, without regard to case, a part. */
export function textMatcher(wanted, isExact) {
  const text = folded(wanted);
  if (isExact) return (flat) => flat === text;
  const lower = text.toLowerCase();
  return (flat) => flat.toLowerCase().includes(lower);
}

/** The innermost elements that have the text, a root that is an element among them. */
export function findByText(root, matches, texts) {
  const found = [];
  const all = root.nodeType === Node.ELEMENT_NODE ? [root] : [];
  for (const element of [...all, ...root.querySelectorAll('*')]) {
    if (isUnread(element) || !matches(texts.flatOf(element))) continue;
    if (![...element.children].some((child) => matches(texts.flatOf(child)))) found.push(element);
  }
  return found;
}

/** The elements that one of their labels names so. */
export function findByLabel(root, matches, texts) {
  const all = [...root.querySelectorAll('*')];
  return all.filter((element) => labelsOf(element, texts).some(matches));
}

const LABELLED = ['BUTTON', 'METER', 'OUTPUT', 'PROGRESS', 'SELECT', 'TEXTAREA'];

function labelsOf(element, texts) {
  const named = element.ariaLabelledByElements;
  if (!named && element.hasAttribute('aria-labelledby')) unsure('named by another element');
  if (named?.length) return [...named].map(texts.flatOf);
  const own = element.getAttribute('aria-label');
  if (own?.trim()) return [folded(own)];
  const isInput = element.nodeName === 'INPUT' && element.type !== 'hidden';
  const canBeLabelled = isInput || LABELLED.includes(element.nodeName);
  return canBeLabelled && element.labels ? [...element.labels].map(texts.flatOf) : [];
}
