import { buttonAround, controlOf, isDisabled, isInert, isStable, pressedWith } from './states.mjs';
import { unsure } from './unsure.mjs';
import { isVisible } from './visible.mjs';

const EVENTS = [
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'click',
  'auxclick',
  'dblclick',
  'contextmenu',
];

/** What watches over a click that is to come: its target, and whether its first event met it. */
let watch = null;

/**
 * Where to click on an element, when a click there would reach it now; else null: not yet.
 * @param isTrial only asks
 */
export async function aimAt(element, isTrial) {
  if (!(await isStable(buttonAround(element)))) return null;
  const control = controlOf(element);
  if (!element.isConnected || !isVisible(element) || isDisabled(control) || isInert(control)) return null;
  const target = pressedWith(element);
  const point = reachedPoint(element, target) ?? reachedAfterScroll(element, target);
  if (!point) return null;
  if (!isTrial) startWatch(target);
  return point;
}

function reachedAfterScroll(element, target) {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (getComputedStyle(one).scrollBehavior === 'smooth') unsure('smooth scrolling');
  }
  element.scrollIntoViewIfNeeded(true);
  if (!isInView(boxOf(element))) unsure('an element larger than the view');
  return reachedPoint(element, target);
}

function boxOf(element) {
  // The browser's protocol, which Playwright asks, cuts it into the boxes of what is in it.
  if (getComputedStyle(element).display === 'inline' && element.childElementCount > 0)
    unsure('an inline element with others in it');
  const box = [...element.getClientRects()].find(({ width, height }) => width * height > 0.99);
  return box ?? unsure('an element without a box');
}

function isInView({ top, left, bottom, right }) {
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
}

/** The middle of its first box; null when that is not all in view, or something else lies there. */
function reachedPoint(element, target) {
  const box = boxOf(element);
  if (!isInView(box)) return null;
  const rounded = (place) => Math.round(place * 100) / 100;
  const point = { x: rounded(box.left + box.width / 2), y: rounded(box.top + box.height / 2) };
  return isHit(point, target) ? point : null;
}

function isHit({ x, y }, target) {
  const [top = null] = document.elementsFromPoint(x, y);
  const inner = document.elementFromPoint(x, y);
  const isWithoutBox =
    inner?.parentElement === top && inner && getComputedStyle(inner).display === 'contents';
  return target.contains(isWithoutBox ? inner : top);
}

/** Until `endWatch`, a click that would reach anything but the target reaches nothing. */
function startWatch(target) {
  endWatch();
  watch = { target, met: null };
  for (const type of EVENTS) addEventListener(type, onPointer, { capture: true, passive: false });
}

/** @returns false when the click met something else, and was kept from it */
export function endWatch() {
  const met = watch?.met ?? true;
  watch = null;
  for (const type of EVENTS) removeEventListener(type, onPointer, { capture: true });
  return met;
}

function onPointer(event) {
  if (!watch || !event.isTrusted) return;
  watch.met ??= isHit({ x: event.clientX, y: event.clientY }, watch.target);
  if (watch.met) return;
  event.preventDefault();
  event.stopPropagation();
  event.stopImmediatePropagation();
}

/** A form that was sent is a task of its own in the page: it has begun when two later tasks have run. */
export function afterTasks() {
  return new Promise((resolve) => {
    setTimeout(() => setTimeout(resolve, 0), 0);
  });
}
