import { unsure } from './unsure.mjs';
import { isHiddenForAria } from './visible.mjs';

/** Plain containers of text: what they say belongs to the name of what they stand in. */
const PLAIN = new Set(
  'A ABBR B BDI BDO BIG BR CENTER CITE CODE DD DEL DIV DL DT EM FONT H1 H2 H3 H4 H5 H6 I INS KBD LABEL LI MARK OL P Q S SAMP SMALL SPAN STRONG SUB SUP TBODY TD TFOOT TH THEAD TIME TR TT U UL VAR WBR'.split(
    ' ',
  ),
);
const FROM_CONTENT = new Set(
  'button cell checkbox heading link menuitem menuitemcheckbox menuitemradio option radio row switch tab treeitem'.split(
    ' ',
  ),
);
const OF_ITS_OWN = new Set(
  'AREA DATALIST FIELDSET FIGURE IFRAME IMG METER OUTPUT PROGRESS SUMMARY TABLE'.split(' '),
);
const WITH_PLACEHOLDER = ['text', 'password', 'number', 'search', 'tel', 'email', 'url'];

/** The name that a program reading the page aloud would say for an element of this role. */
export function nameOf(element, role) {
  return flatName(rawName(element, role));
}

function flatName(name) {
  const parts = name.split('\u00a0').map((part) => part.replace(/[\u200b\u00ad]/g, '').replace(/\s+/g, ' '));
  return parts.join('\u00a0').trim();
}

function rawName(element, role) {
  refuseReferences(element);
  const label = element.getAttribute('aria-label') ?? '';
  if (label.trim()) return label;
  const { nodeName } = element;
  if (nodeName === 'INPUT' && ['button', 'submit', 'reset'].includes(element.type))
    return buttonName(element);
  if (nodeName === 'INPUT' && ['file', 'image'].includes(element.type))
    unsure('a button of a kind of its own');
  if (nodeName === 'BUTTON' && element.labels.length > 0) return labelName(element);
  if (['INPUT', 'SELECT', 'TEXTAREA'].includes(nodeName)) return fieldName(element);
  if (OF_ITS_OWN.has(nodeName) || element.namespaceURI !== document.documentElement.namespaceURI)
    unsure('named by rules of its own');
  const text = FROM_CONTENT.has(role) ? contentOf(element, element).trim() : '';
  return text || titleOf(element);
}

function refuseReferences(element) {
  if (
    element.hasAttribute('aria-labelledby') ||
    element.hasAttribute('aria-owns') ||
    element.ariaLabelledByElements
  )
    unsure('named by another element');
}

function titleOf(element) {
  const title = element.getAttribute('title') ?? '';
  return title.trim() ? title : '';
}

function buttonName(input) {
  if (input.value.trim()) return input.value;
  if (input.type === 'submit') return 'Submit';
  if (input.type === 'reset') return 'Reset';
  return input.getAttribute('title') ?? '';
}

function fieldName(field) {
  if (field.labels?.length > 0) return labelName(field);
  const takesPlaceholder =
    field.nodeName === 'TEXTAREA' || (field.nodeName === 'INPUT' && WITH_PLACEHOLDER.includes(field.type));
  const title = field.getAttribute('title') ?? '';
  return !takesPlaceholder || title ? title : (field.getAttribute('placeholder') ?? '');
}

function labelName(field) {
  const names = [...field.labels].map((label) => {
    if (isHiddenForAria(label)) unsure('a hidden label');
    return partName(label, field);
  });
  return names.filter((name) => name !== '').join(' ');
}

/** What an element inside another adds to its name. @param named the other */
function partName(element, named) {
  if (element === named || ['STYLE', 'SCRIPT', 'NOSCRIPT', 'TEMPLATE'].includes(element.nodeName)) return '';
  if (isHiddenForAria(element)) return '';
  refuseReferences(element);
  if (element.hasAttribute('role')) unsure('a role inside a name');
  const label = element.getAttribute('aria-label') ?? '';
  if (label.trim()) return label;
  if (element.nodeName === 'IMG') return imageName(element);
  if (element.nodeName === 'svg') return drawingName(element, named);
  const isPlain = element.nodeName === 'BUTTON' ? element.labels.length === 0 : PLAIN.has(element.nodeName);
  if (!isPlain) unsure(`${element.nodeName} inside a name`);
  return contentOf(element, named) || titleOf(element);
}

function imageName(image) {
  const alt = image.getAttribute('alt') ?? '';
  if (alt.trim()) return alt;
  // It may count as mere decoration, which has no title either.
  if (image.hasAttribute('title')) unsure('an image with a title');
  return '';
}

function drawingName(drawing, named) {
  const isInLabel = !named.contains(drawing);
  const isTitled = drawing.hasAttribute('title') || drawing.querySelector('title') !== null;
  if (isTitled || (isInLabel && drawing.textContent !== '')) unsure('a drawing with a text');
  return '';
}

function contentOf(element, named) {
  if (!['normal', 'none'].includes(getComputedStyle(element).content)) unsure('content from a style');
  let text = pseudoText(element, '::before');
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === Node.TEXT_NODE) text += child.nodeValue;
    if (child.nodeType !== Node.ELEMENT_NODE) continue;
    const part = partName(child, named);
    const isApart = getComputedStyle(child).display !== 'inline' || child.nodeName === 'BR';
    text += isApart ? ` ${part} ` : part;
  }
  return text + pseudoText(element, '::after');
}

function pseudoText(element, pseudo) {
  const { content, display, visibility } = getComputedStyle(element, pseudo);
  if (['', 'none', 'normal'].includes(content) || display === 'none' || visibility === 'hidden') return '';
  const text = /^"([^"\\]*)"$/.exec(content)?.[1];
  if (text === undefined) unsure('content from a style');
  return display === 'inline' ? text : ` ${text} `;
}
