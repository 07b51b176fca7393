import { unsure } from './unsure.mjs';

const FIELDS = 'input, textarea, select';
const BOXES = '[role=button], [role=checkbox], [role=radio]';
const ACTING = `a, button, option, optgroup, [role=link], ${FIELDS}, ${BOXES}`;

/** The control that an element inside it, or its label, stands for. */
export function controlOf(element) {
  const control = buttonAround(element);
  if (control.matches(ACTING) || control.isContentEditable) return control;
  return control.closest('label')?.control ?? control;
}

/** The button that an element is a part of, else itself. */
export function buttonAround(element) {
  return around(element, `button, ${BOXES}`);
}

/** What a click on the element may land on: the button or link that it is a part of counts too. */
export function pressedWith(element) {
  return around(element, 'button, [role=button], a, [role=link]');
}

function around(element, selector) {
  if (element.matches(FIELDS) || element.isContentEditable) return element;
  return element.closest(selector) ?? element;
}

export function isInert(element) {
  return element.closest('[inert]') !== null;
}

const CAN_BE_DISABLED = ['BUTTON', 'INPUT', 'SELECT', 'TEXTAREA', 'OPTION', 'OPTGROUP'];

export function isDisabled(element) {
  return isNativelyDisabled(element) || isAriaDisabled(element);
}

function isNativelyDisabled(element) {
  if (!CAN_BE_DISABLED.includes(element.nodeName)) return false;
  if (element.hasAttribute('disabled')) return true;
  if (element.nodeName === 'OPTION' && element.closest('optgroup[disabled]')) return true;
  const group = element.closest('fieldset[disabled]');
  return group !== null && !group.querySelector(':scope > legend')?.contains(element);
}

/** Whether it counts depends on the role of the element. */
function isAriaDisabled(element) {
  for (let one = element; one; one = one.parentElement) {
    const said = one.getAttribute('aria-disabled')?.toLowerCase();
    if (said === 'true') unsure('aria-disabled');
    if (said === 'false') return false;
  }
  return false;
}

/** Resolves when two frames in a row were drawn: whether the element lay at the same place in both. */
export function isStable(element) {
  const placeNow = () => {
    const { top, left, width, height } = element.getBoundingClientRect();
    return `${top} ${left} ${width} ${height}`;
  };
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const place = placeNow();
      requestAnimationFrame(() => resolve(place === placeNow()));
    });
  });
}
