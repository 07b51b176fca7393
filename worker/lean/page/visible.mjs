import { unsure } from './unsure.mjs';

/** As Playwright sees it: it takes room, and no style hides it. */
export function isVisible(element) {
  const style = getComputedStyle(element);
  if (style.display === 'contents') {
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.ELEMENT_NODE && isVisible(child)) return true;
      if (child.nodeType === Node.TEXT_NODE && isTextShown(child)) return true;
    }
    return false;
  }
  return isShownByStyle(element, style) && hasArea(element.getBoundingClientRect());
}

function isShownByStyle(element, style) {
  return element.checkVisibility() && style.visibility === 'visible';
}

function isTextShown(text) {
  const range = document.createRange();
  range.selectNode(text);
  return hasArea(range.getBoundingClientRect());
}

function hasArea({ width, height }) {
  return width > 0 && height > 0;
}

const UNSEEN_TAGS = ['STYLE', 'SCRIPT', 'NOSCRIPT', 'TEMPLATE'];

/** Programs that read the page aloud do not come to it. */
export function isHiddenForAria(element) {
  if (UNSEEN_TAGS.includes(element.nodeName)) return true;
  if (element.nodeName === 'SLOT') unsure('slot');
  const style = getComputedStyle(element);
  if (style.display === 'contents') {
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.ELEMENT_NODE && !isHiddenForAria(child)) return false;
      if (child.nodeType === Node.TEXT_NODE && isTextShown(child)) return false;
    }
    return true;
  }
  const isOption = element.nodeName === 'OPTION' && element.closest('select');
  if (!isOption && !isShownByStyle(element, style)) return true;
  for (let one = element; one; one = one.parentElement) {
    const isAriaHidden = one.getAttribute('aria-hidden')?.toLowerCase() === 'true';
    if (isAriaHidden || getComputedStyle(one).display === 'none') return true;
  }
  return false;
}
