import type { NotificationJson } from '@/lib/domain/wire/notification';
import { notificationHref } from './notification-look';

/** Whether this browser shows notifications: it cannot (plain http), a person has refused, off, or on. */
export type BrowserNotifications = 'unavailable' | 'blocked' | 'off' | 'on';

const CHOICE = 'furrow-browser-notifications';
/** Id of the newest event that this browser has shown or did not have to. */
const SHOWN_TO = 'furrow-browser-notifications-to';
/** Held, together with others, by every tab that somebody sees. */
const VISIBLE = 'furrow-visible';
const SHOWING = 'furrow-showing';
/** More at once say less. */
const MOST_AT_ONCE = 3;

export function browserNotifications(): BrowserNotifications {
  if (typeof Notification === 'undefined' || !navigator.locks) return 'unavailable';
  if (Notification.permission === 'denied') return 'blocked';
  const isOn = Notification.permission === 'granted' && localStorage.getItem(CHOICE) === 'on';
  return isOn ? 'on' : 'off';
}

/** Turns them on or off in this browser; asks for the permission, so only a click may call it. */
export async function turnBrowserNotifications(isOn: boolean): Promise<void> {
  const isAllowed = isOn && (await Notification.requestPermission()) === 'granted';
  localStorage.setItem(CHOICE, isAllowed ? 'on' : 'off');
  if (localStorage.getItem(SHOWN_TO) === null) localStorage.setItem(SHOWN_TO, '0');
  window.dispatchEvent(new StorageEvent('storage', { key: CHOICE }));
}

/** Calls `onChange` when they are turned on or off, here or in another tab. */
export function watchBrowserNotifications(onChange: () => void): () => void {
  window.addEventListener('storage', onChange);
  return () => window.removeEventListener('storage', onChange);
}

/** Says, until `signal` aborts, that somebody sees this tab. */
export function holdVisible(signal: AbortSignal): void {
  const untilAborted = () =>
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  navigator.locks?.request(VISIBLE, { mode: 'shared', signal }, untilAborted).catch(() => undefined);
}

/**
 * Shows what is new, unless somebody sees one of the tabs: each event once, however many tabs there are. Tabs take
 * turns, and the first notes what it has dealt with.
 * @param items the newest first
 */
export async function showNew(
  items: readonly NotificationJson[],
  onClick: (href: string) => void,
): Promise<void> {
  if (browserNotifications() !== 'on') return;
  await navigator.locks.request(SHOWING, async () => {
    const [newest] = items;
    const before = Number(localStorage.getItem(SHOWN_TO));
    if (!newest || Number(newest.id) <= before) return;
    localStorage.setItem(SHOWN_TO, newest.id);
    const { held } = await navigator.locks.query();
    if (held?.some(({ name }) => name === VISIBLE)) return;
    const fresh = items.filter(({ id, is_read }) => !is_read && Number(id) > before);
    for (const item of fresh.slice(0, MOST_AT_ONCE).reverse()) show(item, onClick);
  });
}

function show(item: NotificationJson, onClick: (href: string) => void): void {
  const notification = new Notification(item.batch.name, {
    ...{ body: item.text, tag: `furrow-${item.id}`, icon: '/icon.svg' },
  });
  notification.onclick = () => {
    window.focus();
    onClick(notificationHref(item));
    notification.close();
  };
}
