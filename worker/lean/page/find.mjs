import { nameOf } from './names.mjs';
import { findByRole } from './roles.mjs';
import { createTexts, findByLabel, findByText, folded, textMatcher } from './texts.mjs';
import { unsure } from './unsure.mjs';
import { isHiddenForAria } from './visible.mjs';

/** Selectors whose meaning is the browser's own; Playwright gives some others one of its own. */
const PLAIN_CSS = /^[\w\-.#\s>+~,*[\]="'^$|]*$/;
const OWN_PSEUDO =
  /:(first|last|only)-(child|of-type)|:nth-(child|of-type)\(\s*\d+\s*\)|:(checked|disabled|enabled|required)(?![\w-])/g;
const QUOTED = /"[^"\\]*"|'[^'\\]*'/g;

/** One look at the page as it is at this moment. @param known all ARIA roles */
export function createFinder(known) {
  if (document.contentType !== 'text/html') unsure('no HTML document');
  for (const element of document.querySelectorAll('*')) if (element.shadowRoot) unsure('shadow DOM');
  const texts = createTexts();

  function find(data) {
    if (data.by === 'any') return inPageOrder(data.any.flatMap(find));
    if (data.frame) unsure('a frame');
    const roots = data.within ? find(data.within) : [document];
    let found = [...new Set(roots.flatMap((root) => findTarget(root, data)))];
    if (data.hasText !== undefined) found = withText(found, textMatcher(data.hasText, false));
    if (data.nth === undefined) return found;
    return data.nth === -1 ? found.slice(-1) : found.slice(data.nth, data.nth + 1);
  }

  function findTarget(root, data) {
    switch (data.by) {
      case 'role':
        return named(findByRole(root, data.role, known), data);
      case 'text':
        return findByText(root, textMatcher(data.value, data.exact), texts);
      case 'label':
        return findByLabel(root, textMatcher(data.value, data.exact), texts);
      case 'testid':
        return withAttribute(root, 'data-testid', (value) => value === data.value);
      case 'placeholder':
      case 'alt':
      case 'title':
        return withAttribute(root, data.by, attributeMatcher(data));
      case 'css':
        return byCss(root, data.value);
      default:
        return unsure(data.by);
    }
  }

  function withText(elements, matches) {
    return elements.filter((element) => matches(texts.flatOf(element)));
  }

  return {
    find,
    /** The matches of the first alternative that has any; those of a locator without alternatives. */
    choose: function choose(data) {
      if (data.by !== 'any') return find(data);
      for (const one of data.any) {
        const found = choose(one);
        if (found.length > 0) return found;
      }
      return [];
    },
    /** @param pattern of a regular expression on the text as it is written */
    withPattern: (elements, pattern) =>
      elements.filter((element) => new RegExp(pattern).test(texts.fullOf(element))),
  };
}

function inPageOrder(elements) {
  return [...new Set(elements)].sort((a, b) =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}

function withAttribute(root, name, matches) {
  return [...root.querySelectorAll(`[${name}]`)].filter((element) => matches(element.getAttribute(name)));
}

function attributeMatcher({ value, exact }) {
  if (exact) return (actual) => actual === value;
  const lower = value.toLowerCase();
  return (actual) => actual.toLowerCase().includes(lower);
}

function named(elements, { role, name, exact }) {
  if (name === undefined) return elements.filter((element) => !isHiddenForAria(element));
  const wanted = folded(name);
  const matches = exact
    ? (actual) => actual === wanted
    : (actual) => actual.toUpperCase().includes(wanted.toUpperCase());
  return elements.filter((element) => !isHiddenForAria(element) && matches(folded(nameOf(element, role))));
}

function byCss(root, css) {
  const bare = css.replace(QUOTED, '""').replace(OWN_PSEUDO, '');
  if (!PLAIN_CSS.test(bare) || bare.includes('>>')) unsure('css of a kind of its own');
  // What stands outside of the part that is looked in does not count for Playwright.
  if (root !== document && /[\s>+~]/.test(bare.trim())) unsure('css inside another element');
  try {
    return [...root.querySelectorAll(css)];
  } catch {
    return unsure('css that is not valid');
  }
}
