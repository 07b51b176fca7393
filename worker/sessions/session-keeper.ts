import { randomUUID } from 'node:crypto';
import type { SiteSessionEnd } from '../../lib/db/sql/unlock-site-session';
import type { UsedSiteSession } from '../../lib/db/sql/use-site-session';
import type { KeyRing } from '../../lib/secrets/key-ring';
import { StepFailure } from '../attempt/step-failure';
import { pause } from '../lanes/pause';
import type { ReadSecrets } from '../plan/read-secrets';
import type { BrowserParts } from './run-apart';
import type { SessionStore } from './session-store';
import { askSite, signInAtSite } from './sign-in';
import { planSignIn } from './sign-in-plan';
import { openState, type SiteState, sealState } from './site-state';

/** A login as a row uses it. */
export interface Login {
  readonly name: string;
  readonly stateVersion: number;
  readonly state: SiteState;
}

export interface SessionKeeper {
  /**
   * The stored login, signed in to first when there is none or it is in doubt.
   * @throws StepFailure: `needs_person` when the site refuses, what ails the site when it does not answer
   */
  open(name: string, signal: AbortSignal): Promise<Login>;
  /**
   * A fresh login when the site has forgotten this one; null when it still holds, so that something else is wrong.
   * @param isTold the page itself said that nobody is signed in: enough where the site cannot be asked
   * @throws StepFailure as open
   */
  renewIfLost(login: Login, isTold: boolean, signal: AbortSignal): Promise<Login | null>;
  /** Signs in anew, whatever is stored; whatever goes wrong is kept with the session. @throws what went wrong */
  signInNow(name: string, signal: AbortSignal): Promise<void>;
}

export interface SessionParts {
  readonly store: SessionStore;
  readonly browser: BrowserParts;
  readonly readSecrets: ReadSecrets;
  /** @throws UnreadableSecret without a key */
  readonly keys: () => KeyRing;
}

/** Longer than signing in may take, so that the lock of a worker that died is free again soon. */
const LOCK_SECONDS = 120;
const LOOK_AGAIN_MS = 300;

/** Keeps logins for the rows of this worker; a lock in the database makes it one sign-in at a time over all workers. */
export function createSessionKeeper(parts: SessionParts): SessionKeeper {
  const { store } = parts;
  const find = async (name: string): Promise<UsedSiteSession> => {
    const session = await store.find(name);
    if (!session) throw unknownSession(name);
    // After a change of keys the old state is worth nothing: the login is made anew.
    const isReadable = session.sealed !== null && parts.keys().canOpen(session.sealed.keyId);
    return isReadable ? session : { ...session, sealed: null };
  };
  const open: SessionKeeper['open'] = async (name, signal) => {
    for (;;) {
      const session = await find(name);
      const { sealed, isStale, recentFailure } = session;
      if (sealed && !isStale) return toLogin(session, openState(parts.keys(), name, sealed));
      if (!sealed && recentFailure) throw new StepFailure({ kind: 'needs_person', ...recentFailure });
      const refreshed = await underLock(store, session, () => refresh(parts, session, false, signal));
      if (refreshed) return refreshed.login;
      await pause(LOOK_AGAIN_MS, signal);
      signal.throwIfAborted();
    }
  };
  return {
    open,
    async renewIfLost(login, isTold, signal) {
      for (;;) {
        const session = await find(login.name);
        // Somebody else found it lost.
        if (session.stateVersion !== login.stateVersion) return open(login.name, signal);
        const refreshed = await underLock(store, session, () => refresh(parts, session, isTold, signal));
        if (refreshed) return refreshed.isSame ? null : refreshed.login;
        await pause(LOOK_AGAIN_MS, signal);
        signal.throwIfAborted();
      }
    },
    async signInNow(name, signal) {
      for (;;) {
        const session = { ...(await find(name)), sealed: null };
        const sign = () => refresh(parts, session, false, signal).catch(toRefusal);
        if (await underLock(store, session, sign)) return;
        await pause(LOOK_AGAIN_MS, signal);
        signal.throwIfAborted();
      }
    },
  };
}

interface Refreshed {
  readonly state: SiteState;
  /** The state that was stored before. */
  readonly isSame: boolean;
  readonly end: SiteSessionEnd;
}

/** Asks the site about what is stored, and signs in when it knows nothing of it. */
async function refresh(
  parts: SessionParts,
  session: UsedSiteSession,
  isTold: boolean,
  signal: AbortSignal,
): Promise<Refreshed> {
  const { name, sealed } = session;
  const keys = parts.keys();
  const source = await parts.store.loadSource(session.automationName);
  const { signIn, probe } = await planSignIn({ ...session, source }, parts.readSecrets);
  const ask = (state: SiteState) =>
    probe ? askSite(parts.browser, probe, state, signal) : ('unanswered' as const);
  if (sealed) {
    const state = openState(keys, name, sealed);
    const answer = !probe && isTold ? 'lost' : await ask(state);
    const end = { kind: answer === 'holds' ? 'confirmed' : 'unanswered' } as const;
    if (answer !== 'lost') return { state, isSame: true, end };
  }
  const state = await signInAtSite(parts.browser, name, signIn, signal).catch((error: unknown) => {
    throw sealed ? new LoginLost(error) : error;
  });
  // Else every row would sign in again, until the site locks the account.
  if ((await ask(state)) === 'lost') throw unknownAfterSignIn(name);
  return { state, isSame: false, end: { kind: 'signed_in', sealed: sealState(keys, name, state) } };
}

/** Null when somebody else holds the lock or was faster: look again. */
async function underLock(
  store: SessionStore,
  session: UsedSiteSession,
  work: () => Promise<Refreshed>,
): Promise<{ readonly login: Login; readonly isSame: boolean } | null> {
  const lock = { name: session.name, holderId: randomUUID() };
  const seen = { stateVersion: session.stateVersion, seconds: LOCK_SECONDS };
  if (!(await store.lock(lock, seen))) return null;
  try {
    const { state, isSame, end } = await work();
    const stateVersion = await store.unlock(lock, end);
    if (stateVersion === null) return null;
    return { login: { name: session.name, stateVersion, state }, isSame };
  } catch (error) {
    const isLost = error instanceof LoginLost;
    const cause = isLost ? error.cause : error;
    await store.unlock(lock, endOf(cause, isLost));
    throw cause;
  }
}

/** The site has forgotten the stored login, and signing in anew ended with this. */
class LoginLost extends Error {
  constructor(cause: unknown) {
    super('The login is lost', { cause });
  }
}

function endOf(error: unknown, isLost: boolean): SiteSessionEnd {
  if (!(error instanceof StepFailure) || error.fault.kind !== 'needs_person') {
    return { kind: isLost ? 'lost' : 'unanswered' };
  }
  const { code, message } = error.fault;
  return { kind: 'refused', failure: { code, message } };
}

/** Somebody asked for it and waits for the answer: a site that is away is an answer too. */
function toRefusal(error: unknown): never {
  if (!(error instanceof StepFailure)) throw error;
  throw new StepFailure({ ...error.fault, kind: 'needs_person' });
}

/** Not of kind `automation`: a cell may have chosen it, and then it is one row that fails. */
function unknownSession(name: string): StepFailure {
  const message =
    name === ''
      ? 'The row names no session to run with.'
      : `There is no session ${name}: an administrator adds it under Settings, Sessions.`;
  return new StepFailure({ kind: 'input', code: 'session_unknown', message });
}

function toLogin({ name, stateVersion }: UsedSiteSession, state: SiteState): Login {
  return { name, stateVersion, state };
}

function unknownAfterSignIn(name: string): StepFailure {
  const message = `Signing in as ${name} went through, but the site does not know it: the steps under verify find nobody signed in.`;
  return new StepFailure({ kind: 'needs_person', code: 'login_failed', message });
}
