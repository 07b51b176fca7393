import { controlOf, isDisabled, isInert } from './states.mjs';
import { folded } from './texts.mjs';
import { unsure } from './unsure.mjs';
import { isVisible } from './visible.mjs';

const TYPED = ['', 'email', 'number', 'password', 'search', 'tel', 'text', 'url'];

/** Makes a field ready to take a text in place of all it holds; null: not yet. */
export function readyToFill(element, value) {
  const field = controlOf(element);
  if (field.nodeName === 'INPUT') refuseSpecial(field, value);
  else if (field.nodeName !== 'TEXTAREA') unsure('no plain field');
  const isReady =
    isVisible(element) && !isDisabled(field) && !field.hasAttribute('readonly') && !isInert(field);
  if (!isReady) return null;
  if (field.nodeName === 'INPUT') field.select();
  else {
    field.selectionStart = 0;
    field.selectionEnd = field.value.length;
  }
  field.focus();
  return true;
}

function refuseSpecial(input, value) {
  const type = input.type.toLowerCase();
  if (!TYPED.includes(type)) unsure('no field to type into');
  if (type === 'number' && Number.isNaN(Number(value.trim()))) unsure('no number');
}

/** Gives an element the focus, as keys pressed in it want it. */
export function focus(element) {
  if (element.isContentEditable) unsure('an editable element');
  const wasFocused = document.activeElement === element && document.hasFocus();
  element.focus();
  element.focus();
  if (!wasFocused && element.nodeName === 'INPUT') {
    try {
      element.setSelectionRange(0, 0);
    } catch {
      // Fields of some types have no caret.
    }
  }
  return true;
}

/** Chooses one option of a list, by its value or its words; null: not yet. */
export function chooseOption(element, by, wanted) {
  const list = controlOf(element);
  if (list.nodeName !== 'SELECT') unsure('no list');
  if (!isVisible(element) || isDisabled(list) || isInert(list)) return null;
  const option = [...list.options].find((one) => isWanted(one, by, wanted));
  if (!option || isDisabled(option)) return null;
  list.value = undefined;
  option.selected = true;
  list.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  list.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

function isWanted(option, by, wanted) {
  if (by === 'value') return option.value === wanted;
  return option.label === wanted || folded(option.label) === folded(wanted);
}

/** Whether a box or button of a choice is checked. */
export function isChecked(element) {
  const box = controlOf(element);
  if (box.nodeName !== 'INPUT' || !['checkbox', 'radio'].includes(box.type)) unsure('no plain box');
  return box.checked;
}

export function isRadio(element) {
  return controlOf(element).type === 'radio';
}
