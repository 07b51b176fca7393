import type { Database } from '../lib/db/connect';
import { lockSiteSession } from '../lib/db/sql/lock-site-session';
import { unlockSiteSession } from '../lib/db/sql/unlock-site-session';
import { useSiteSession } from '../lib/db/sql/use-site-session';
import { NotFoundError } from '../lib/domain/errors';
import { getAutomation } from '../lib/services/automations/get-automation';
import type { SessionStore } from './sessions/session-store';

/** Keeps stored logins in PostgreSQL, where all workers share them. */
export function createDatabaseSessionStore(db: Database): SessionStore {
  return {
    find: (name) => useSiteSession(db.pool, name),
    lock: (lock, seen) => lockSiteSession(db.pool, lock, seen),
    unlock: (lock, end) => unlockSiteSession(db.pool, lock, end),
    async loadSource(name) {
      try {
        return (await getAutomation({ db }, { name })).resolved;
      } catch (error) {
        if (error instanceof NotFoundError) return null;
        throw error;
      }
    },
  };
}
