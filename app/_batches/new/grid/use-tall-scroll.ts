'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { farthestOffset, offsetAfterScroll, scrollScale, scrollTopAt } from './scroll-scale';

interface Place {
  readonly scrollTop: number;
  /** Px of content above the view. */
  readonly offset: number;
  /** The bar must follow: nobody has scrolled there. */
  readonly isJump: boolean;
}

const TOP: Place = { scrollTop: 0, offset: 0, isJump: false };
/** The bar takes its true place again when nobody has scrolled for as long. */
const REST_MS = 160;

/**
 * Scrolls content of any height in an element of bounded height.
 * @param head px above the content that stay in view (a sticky header)
 */
export function useTallScroll(scroller: RefObject<HTMLElement | null>, content: number, head: number) {
  const [{ view, viewWidth }, setView] = useState({ view: 0, viewWidth: 0 });
  const [place, setPlace] = useState<Place>(TOP);
  const scale = scrollScale(content, view);
  // The place of the last scroll event, which may be newer than the state.
  const current = useRef({ place: TOP, scale });
  current.current.scale = scale;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () =>
      setView({ view: Math.max(0, element.clientHeight - head), viewWidth: element.clientWidth });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, head]);

  const jumpTo = useCallback((offset: number) => {
    const { scale } = current.current;
    const target = Math.min(farthestOffset(scale), Math.max(0, offset));
    const scrollTop = scrollTopAt(scale, target);
    const next = { scrollTop, offset: scale.content === scale.element ? scrollTop : target, isJump: true };
    current.current.place = next;
    setPlace(next);
  }, []);
  // In the frame that moves the rows: they stand relative to the bar.
  useLayoutEffect(() => {
    if (place.isJump && scroller.current) scroller.current.scrollTop = place.scrollTop;
  }, [scroller, place]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      const { place, scale } = current.current;
      const { scrollTop } = element;
      if (Math.round(scrollTop) === Math.round(place.scrollTop)) return;
      const next = { scrollTop, offset: offsetAfterScroll(scale, place, scrollTop), isJump: false };
      current.current.place = next;
      setPlace(next);
      clearTimeout(rest);
      if (scale.content !== scale.element)
        rest = setTimeout(() => jumpTo(current.current.place.offset), REST_MS);
    };
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      element.removeEventListener('scroll', follow);
      clearTimeout(rest);
    };
  }, [scroller, jumpTo]);

  return { ...place, view, viewWidth, height: scale.element, jumpTo };
}
