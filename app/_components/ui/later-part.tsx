'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { notifyFailed } from './toast';

/** A part of the page that is fetched when it is shown first, or is about to be: no page waits for it. */
export interface LaterPart<Props> {
  /** Null until it was fetched. */
  readonly component: () => ComponentType<Props> | null;
  /** @returns whether it is there now; what cannot be fetched is said */
  readonly fetch: () => Promise<boolean>;
  readonly fetchAhead: () => void;
  /** For what shows it, so that it is there by the time of the click. */
  readonly fetchOn: { readonly onPointerEnter: () => void; readonly onFocus: () => void };
}

/** Made once, beside the component that shows it with `<Later part={...}>`. */
export function laterPart<Props>(load: () => Promise<ComponentType<Props>>): LaterPart<Props> {
  let component: ComponentType<Props> | null = null;
  const fetch = async () => {
    component ??= await load();
    return true;
  };
  // What fails ahead of time is fetched again when the part is shown.
  const fetchAhead = () => void fetch().catch(() => undefined);
  return {
    component: () => component,
    fetch: () =>
      fetch().catch((error: unknown) => {
        notifyFailed('Could not load this part of the page', error);
        return false;
      }),
    fetchAhead,
    fetchOn: { onPointerEnter: fetchAhead, onFocus: fetchAhead },
  };
}

type LaterProps<Props> = Props & { readonly part: LaterPart<Props>; readonly onClose: () => void };

/** Shows a part once it is there; closes what cannot be fetched. */
export function Later<Props extends object>({ part, ...props }: LaterProps<Props>) {
  const [, setIsThere] = useState(false);
  const { onClose } = props;
  const Component = part.component();
  useEffect(() => {
    if (!part.component()) void part.fetch().then((isThere) => (isThere ? setIsThere(true) : onClose()));
  }, [part, onClose]);
  return Component && <Component {...(props as unknown as Props)} />;
}
