const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), [tabindex="0"]';

/** Where a reader stands in a list. */
interface Place {
  readonly element: HTMLElement;
  readonly line: Element;
  /** What holds the lines. */
  readonly lines: Element;
  readonly position: number;
  /** Of what takes the focus in its line, counted from the end: buttons stand there. */
  readonly fromEnd: number;
  readonly isInList: boolean;
}

/**
 * For the `ref` of an area with things that can be removed: when what has the focus goes with its line, the focus goes to
 * the same place of the next line, else of the one before, else to what the area marks with `data-focus-home`, its first
 * button or its heading.
 */
export function keepFocus(area: HTMLElement | null): (() => void) | undefined {
  if (area === null) return undefined;
  let place: Place | null = null;
  const note = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement) place = placeOf(target);
  };
  const observer = new MutationObserver(() => {
    if (place?.element.isConnected) place = { ...place, position: positionOf(place) };
    else if (place !== null) giveOn(place);
  });
  const giveOn = (lost: Place) => {
    place = null;
    // Not where a reader, or a dialog that opened, has taken the focus elsewhere.
    if (isFocusLost()) focusOn(neighbour(lost) ?? home(area, lost.isInList));
  };
  area.addEventListener('focusin', note);
  observer.observe(area, { childList: true, subtree: true });
  return () => {
    area.removeEventListener('focusin', note);
    observer.disconnect();
  };
}

function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function placeOf(element: HTMLElement): Place | null {
  const own = element.closest('li, tr');
  const line = own ?? element;
  const lines = line.parentElement;
  if (lines === null) return null;
  const ends = focusables(line);
  const fromEnd = ends.length - ends.indexOf(element);
  return { element, line, lines, position: positionOf({ line, lines }), fromEnd, isInList: own !== null };
}

function positionOf({ line, lines }: Pick<Place, 'line' | 'lines'>): number {
  return [...lines.children].indexOf(line);
}

/** In the line that stands where the lost one did, in one after it, or else in the last one before. */
function neighbour({ lines, position, fromEnd }: Place): HTMLElement | undefined {
  if (!lines.isConnected) return undefined;
  const all = [...lines.children];
  const inOrder = [...all.slice(position), ...all.slice(0, position).reverse()];
  const found = inOrder.map(focusables).find((ends) => ends.length > 0);
  return found?.at(-fromEnd) ?? found?.at(-1);
}

function home(area: HTMLElement, isOfList: boolean): HTMLElement | undefined {
  const heading = area.querySelector<HTMLElement>('h1, h2, h3') ?? undefined;
  const [first] = focusables(area);
  const marked = area.querySelector<HTMLElement>('[data-focus-home]');
  if (marked !== null) return marked;
  return isOfList ? (first ?? heading) : (heading ?? first);
}

function focusables(line: Element): HTMLElement[] {
  const within = [...line.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const all = line instanceof HTMLElement && line.matches(FOCUSABLE) ? [line, ...within] : within;
  return all.filter((element) => element.checkVisibility());
}

function focusOn(element: HTMLElement | undefined): void {
  if (element === undefined) return;
  if (!element.matches(FOCUSABLE)) element.tabIndex = -1;
  element.focus();
}
