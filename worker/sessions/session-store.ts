import type { SiteSessionLock } from '../../lib/db/sql/lock-site-session';
import type { SiteSessionEnd } from '../../lib/db/sql/unlock-site-session';
import type { UsedSiteSession } from '../../lib/db/sql/use-site-session';

/** Where stored logins are kept; many workers share it. */
export interface SessionStore {
  find(name: string): Promise<UsedSiteSession | null>;
  /** False: somebody else signs in now, or has done so already. */
  lock(lock: SiteSessionLock, seen: { stateVersion: number; seconds: number }): Promise<boolean>;
  /** The state version from now on; null when the lock was lost meanwhile. */
  unlock(lock: SiteSessionLock, end: SiteSessionEnd): Promise<number | null>;
  /** The newest version of an automation; null when there is none that is accepted. */
  loadSource(automationName: string): Promise<string | null>;
}
