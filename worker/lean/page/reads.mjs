import { controlOf } from './states.mjs';
import { unsure } from './unsure.mjs';

const VALUED = ['INPUT', 'TEXTAREA', 'SELECT'];

/** What a field of an `extract` step reads; undefined: the element is not there yet. @param finder of this moment */
export function readField({ locator, mode, attr, isList, isRequired }, finder) {
  // The page's address is known outside.
  if (!locator) return null;
  if (mode === 'count') return finder.find(locator).length;
  if (isList) {
    const values = finder.find(locator).map((element) => listed(element, mode, attr));
    return values.filter((value) => value !== null);
  }
  const found = finder.choose(locator);
  if (found.length > 1) unsure('several elements');
  if (found.length === 0) return isRequired ? undefined : null;
  return mode === 'value' ? heldBy(controlOf(found[0])) : plain(found[0], mode, attr);
}

function listed(element, mode, attr) {
  return mode === 'value' ? heldBy(element) : plain(element, mode, attr);
}

function plain(element, mode, attr) {
  if (mode === 'attr') return element.getAttribute(attr);
  if (mode === 'html') return element.innerHTML;
  if (!(element instanceof HTMLElement)) unsure('no HTML element');
  // biome-ignore lint/performance/useDomNodeTextContent: a value is read as a person sees it.
  return element.innerText;
}

function heldBy(element) {
  if (!VALUED.includes(element.nodeName)) unsure('no field');
  return element.value;
}
