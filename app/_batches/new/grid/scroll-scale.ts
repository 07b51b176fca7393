/** Firefox draws nothing below 17.9 million px, Chromium and Safari below 33.5 million; 1,000,000 rows are 32 million. */
const TALLEST = 8_000_000;
/** Px at both ends that scroll one to one, so that the first and last rows never jump. */
const EDGE = 1_000_000;

/** Lays content of any height over an element that browsers can still scroll. All values in px. */
export interface ScrollScale {
  /** Height of the whole content. */
  readonly content: number;
  /** Height of the element that stands for it. */
  readonly element: number;
  /** Height of the part in view. */
  readonly view: number;
}

export function scrollScale(content: number, view: number): ScrollScale {
  return { content, view, element: Math.min(content, TALLEST) };
}

export function farthestOffset({ content, view }: ScrollScale): number {
  return Math.max(0, content - view);
}

export function farthestScroll({ element, view }: ScrollScale): number {
  return Math.max(0, element - view);
}

/** Where in the content a scroll bar stands. */
export function offsetAt(scale: ScrollScale, scrollTop: number): number {
  const last = farthestOffset(scale);
  if (scale.content === scale.element) return clamp(scrollTop, last);
  const lastScroll = farthestScroll(scale);
  if (scrollTop <= EDGE) return Math.max(0, scrollTop);
  if (scrollTop >= lastScroll - EDGE) return clamp(last - (lastScroll - scrollTop), last);
  return EDGE + (scrollTop - EDGE) * stretch(scale);
}

/** Where the scroll bar stands for a place in the content: whole px, as browsers keep them. */
export function scrollTopAt(scale: ScrollScale, offset: number): number {
  const last = farthestOffset(scale);
  const place = clamp(offset, last);
  if (scale.content === scale.element) return Math.round(place);
  if (place <= EDGE) return Math.round(place);
  if (place >= last - EDGE) return Math.round(farthestScroll(scale) - (last - place));
  return Math.round(EDGE + (place - EDGE) / stretch(scale));
}

/**
 * The place after a scroll. Small steps (wheel, finger) move the content as far as the bar; only a jump of more than
 * one view, which is somebody dragging the bar, goes by proportion.
 */
export function offsetAfterScroll(
  scale: ScrollScale,
  before: { readonly scrollTop: number; readonly offset: number },
  scrollTop: number,
): number {
  const step = scrollTop - before.scrollTop;
  if (scale.content === scale.element || Math.abs(step) > scale.view) return offsetAt(scale, scrollTop);
  if (scrollTop <= 0) return 0;
  if (scrollTop >= farthestScroll(scale)) return farthestOffset(scale);
  return clamp(before.offset + step, farthestOffset(scale));
}

/** Px of content for each px of the bar, between the ends. */
function stretch(scale: ScrollScale): number {
  return (farthestOffset(scale) - 2 * EDGE) / (farthestScroll(scale) - 2 * EDGE);
}

function clamp(value: number, last: number): number {
  return Math.min(last, Math.max(0, value));
}
