'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { errorText } from '../api-client';

// Most visits see no message, so no page waits for what shows them.
const loadSonner = () => import('sonner');
const loadList = () => import('./toast-list');

/** By then a page has settled: a message about a lost connection must not need one. */
const FETCH_AFTER_MS = 10_000;

let showList = () => {};

export function Toaster() {
  const [List, setList] = useState<ComponentType | null>(null);
  useEffect(() => {
    const show = () =>
      void loadList().then(
        ({ ToastList }) => setList(() => ToastList),
        () => undefined,
      );
    showList = show;
    const timer = setTimeout(show, FETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return List && <List />;
}

/** The list shows also what was said before it was there. */
function say(message: (toast: typeof import('sonner').toast) => void): void {
  showList();
  void loadSonner().then(
    ({ toast }) => message(toast),
    () => undefined,
  );
}

interface Undo {
  readonly label?: string;
  readonly onClick: () => void;
}

/** Says that something was done; with `undo` a button takes it back for ten seconds. */
export function notifyDone(message: string, undo?: Undo): void {
  const action = undo && { label: undo.label ?? 'Undo', onClick: undo.onClick };
  say((toast) => void toast.success(message, action ? { action, duration: 10_000 } : {}));
}

/** Says that something failed, and why: "Could not stop the batch" + the server's words. */
export function notifyFailed(what: string, error: unknown): void {
  say((toast) => void toast.error(what, { description: errorText(error), duration: 10_000 }));
}
