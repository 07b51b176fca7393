import { randomUUID } from 'node:crypto';
import { findSampleUser, type SampleUser } from '../data/sample-users';
import { type Exchange, readCookie } from '../http/exchange';

const cookieName = 'practice_login';

type LoginSession = { readonly email: string; readonly needsCode: boolean };

/** Who is signed in. `needsCode`: the password was right, the one-time code is still missing. */
export type LoginSessions = {
  readonly find: (exchange: Exchange) => { user: SampleUser; needsCode: boolean } | null;
  /** Starts a session and returns the header that hands it to the browser. */
  readonly start: (user: SampleUser, options: { needsCode: boolean }) => Record<string, string>;
  readonly end: (exchange: Exchange) => void;
  /** Signs one account out, wherever it is signed in. */
  readonly expire: (email: string) => void;
  /** Signs everybody out, as a shop does when sessions expire. */
  readonly expireAll: () => void;
};

export function createLoginSessions(): LoginSessions {
  const sessions = new Map<string, LoginSession>();
  return {
    find(exchange) {
      const session = sessions.get(readCookie(exchange, cookieName) ?? '');
      const user = session && findSampleUser(session.email);
      return user ? { user, needsCode: session.needsCode } : null;
    },
    start(user, { needsCode }) {
      const id = randomUUID();
      sessions.set(id, { email: user.email, needsCode });
      return { 'set-cookie': `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax` };
    },
    end: (exchange) => void sessions.delete(readCookie(exchange, cookieName) ?? ''),
    expire(email) {
      const user = findSampleUser(email);
      for (const [id, session] of sessions) if (session.email === user?.email) sessions.delete(id);
    },
    expireAll: () => sessions.clear(),
  };
}
