import type { BrowserContextOptions } from 'playwright';
import type { GuardDoor } from './guard-doors';

/** How the pages of one context reach the internet. */
export interface ContextRoute {
  readonly contextOptions: BrowserContextOptions;
  /** See `GuardDoor.sendOnce`; without a guard nothing does it. */
  sendOnce(): void;
  close(): void;
}

/** As the browser was started. */
export const DIRECT_ROUTE: ContextRoute = {
  contextOptions: {},
  sendOnce: () => undefined,
  close: () => undefined,
};

/** @param server the door as the browser reaches it */
export function routeThrough(door: GuardDoor, server = door.url): ContextRoute {
  const { credentials, sendOnce, close } = door;
  return { contextOptions: { proxy: { server, bypass: '<-loopback>', ...credentials } }, sendOnce, close };
}
